//@ models: none stacked tree
// What a ManuallyDrop holds may have been dropped or freed: `std::mem::MaybeDangling` is in it. It is moved about,
// passed and returned all the same; its bits have to be those of a reference or box still.
use std::mem::{ManuallyDrop, transmute};

struct Slot<'a> {
    owned: ManuallyDrop<Box<u32>>,
    lent: Option<ManuallyDrop<&'a mut [u32]>>,
}
fn pass(slot: Slot) -> Slot { slot }

struct OnExit<F: FnOnce()>(ManuallyDrop<F>);
impl<F: FnOnce()> Drop for OnExit<F> {
    fn drop(&mut self) { unsafe { ManuallyDrop::take(&mut self.0)() } }
}

fn main() {
    let mut numbers = vec![1u32, 2];
    let lent: &mut [u32] = unsafe { &mut *(numbers.as_mut_slice() as *mut [u32]) };
    let mut slot = Slot { owned: ManuallyDrop::new(Box::new(3)), lent: Some(ManuallyDrop::new(lent)) };
    unsafe { ManuallyDrop::drop(&mut slot.owned) };
    drop(numbers);
    let slots = [pass(slot)];
    let [slot] = slots;
    println!("{}", slot.lent.is_some()); //~ PRINTS: true

    let text = Box::new(String::from("once"));
    let on_exit = OnExit(ManuallyDrop::new(move || println!("{text}"))); //~ PRINTS: once
    drop(on_exit);

    let mut taken = ManuallyDrop::new(Box::new(4));
    let first = unsafe { ManuallyDrop::take(&mut taken) };
    let moved = taken;
    println!("{first}"); //~ PRINTS: 4
    drop(ManuallyDrop::into_inner(ManuallyDrop::new(first)));
    std::mem::forget(moved);

    let _null: ManuallyDrop<&u8> = unsafe { transmute(0usize) }; //~ UB: a reference is null
}
