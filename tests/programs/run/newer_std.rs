// Methods of std from 1.80 to 1.95: pointers that are not null, memory to be filled, lazy values, updates.
use std::any::Any;
use std::cell::LazyCell;
use std::ptr::NonNull;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, OnceLock};

fn main() {
    let mut numbers = [1u32, 2, 3, 4];
    let first = NonNull::from(&mut numbers[..]).cast::<u32>();
    unsafe {
        let third = first.byte_add(8);
        println!("{} {}", third.offset_from(first), third.offset_from_unsigned(first)); //~ PRINTS: 2 2
        third.swap(first);
        println!("{} {}", third.replace(9), first.read_unaligned()); //~ PRINTS: 1 3
        first.copy_to(first.add(3), 1);
        first.add(1).write_bytes(0, 1);
    }
    println!("{numbers:?} {}", first.is_aligned()); //~ PRINTS: [3, 0, 9, 3] true

    let mut room = Rc::<u8>::new_uninit();
    Rc::get_mut(&mut room).unwrap().write(7);
    println!("{}", unsafe { room.assume_init() }); //~ PRINTS: 7
    let any: Rc<dyn Any> = Rc::new(5i64);
    let any = any.downcast::<u8>().unwrap_err();
    println!("{:?}", any.downcast::<i64>()); //~ PRINTS: Ok(5)
    let shared: Arc<dyn Any + Send + Sync> = Arc::new("text");
    println!("{:?}", shared.downcast::<&str>().is_ok()); //~ PRINTS: true

    let mut lazy = LazyCell::new(|| 3);
    *LazyCell::force_mut(&mut lazy) += 1;
    println!("{}", *lazy); //~ PRINTS: 4
    let mut later = LazyLock::new(|| String::from("later"));
    LazyLock::force_mut(&mut later).push('!');
    println!("{}", *later); //~ PRINTS: later!
    let mut once = OnceLock::from(2);
    println!("{:?} {:?}", once.take(), once.get()); //~ PRINTS: Some(2) None

    let count = AtomicU32::new(4);
    println!("{} {:?}", count.update(Ordering::SeqCst, Ordering::SeqCst, |n| n * 2), count.try_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(9))); //~ PRINTS: 4 Err(8)
}
