use crate::any::Any;
use crate::fmt;
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::num::NonZero;
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::cell::UnsafeCell;
use crate::time::Duration;

pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;

/// What a thread leaves behind for the one that joins it. The join orders the accesses.
struct Packet<T> {
    holders: AtomicUsize,
    result: Option<Result<T>>,
}
/// The thread holds it, its handle, and in a scope the scope: the last to leave drops it.
struct Held<T> {
    packet: *mut Packet<T>,
}
impl<T> Held<T> {
    fn share(&self) -> Held<T> {
        unsafe { (*self.packet).holders.fetch_add(1, Ordering::Relaxed) };
        Held { packet: self.packet }
    }
    fn has_panic(&self) -> bool { matches!(unsafe { &(*self.packet).result }, Some(Err(_))) }
    /// Of a thread that has ended, so that nobody else holds it.
    fn open(self) -> Result<T> {
        let packet = self.packet;
        crate::mem::forget(self);
        let result = unsafe { intrinsics::read_via_copy(&raw const (*packet).result) };
        intrinsics::box_free(packet);
        match result {
            Some(result) => result,
            None => unreachable!(),
        }
    }
}
impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        if unsafe { (*self.packet).holders.fetch_sub(1, Ordering::AcqRel) } == 1 {
            drop(unsafe { Box::from_raw(self.packet) });
        }
    }
}

struct Start<F, T> {
    task: F,
    packet: Held<T>,
}
fn run<F: FnOnce() -> T, T>(data: *mut u8) {
    let start = unsafe { Box::from_raw(data as *mut Start<F, T>) };
    let Start { task, packet } = *start;
    let result = crate::panicking::catch(task);
    unsafe { (*packet.packet).result = Some(result) };
}
fn launch<F: FnOnce() -> T, T>(task: F, name: &str) -> (u64, Held<T>) {
    let packet = Held { packet: Box::into_raw(Box::new(Packet { holders: AtomicUsize::new(2), result: None })) };
    let start = Box::new(Start { task, packet: Held { packet: packet.packet } });
    let id = intrinsics::thread_spawn(run::<F, T> as fn(*mut u8), Box::into_raw(start) as *mut u8, name.as_ptr(), name.len());
    (id, packet)
}

pub struct JoinHandle<T> {
    thread: Thread,
    packet: Held<T>,
    /// The operating system's, in std's.
    _native: usize,
}
unsafe impl<T> Send for JoinHandle<T> {}
unsafe impl<T> Sync for JoinHandle<T> {}
impl<T> JoinHandle<T> {
    pub fn join(self) -> Result<T> {
        intrinsics::thread_join(self.thread.index());
        self.packet.open()
    }
    pub fn thread(&self) -> &Thread { &self.thread }
    pub fn is_finished(&self) -> bool { intrinsics::thread_is_finished(self.thread.index()) }
}
impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("JoinHandle { .. }") }
}
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (id, packet) = launch(f, "");
    JoinHandle { thread: Thread::new(id, false), packet, _native: 0 }
}

#[derive(Debug)]
pub struct Builder {
    name: Option<String>,
}
impl Builder {
    pub fn new() -> Builder { Builder { name: None } }
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }
    pub fn stack_size(self, _size: usize) -> Builder { self }
    pub fn spawn<F, T>(self, f: F) -> crate::io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let has_name = self.name.is_some();
        let name = self.name.unwrap_or_default();
        let (id, packet) = launch(f, &name);
        Ok(JoinHandle { thread: Thread::new(id, has_name), packet, _native: 0 })
    }
}

/// From 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThreadId(NonZero<u64>);
impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "ThreadId({})", self.0) }
}
/// Twice its id, and one more if it has a name: as large as std's, which is a pointer.
#[derive(Clone)]
pub struct Thread(NonZero<u64>);
impl Thread {
    /// `index` is the machine's number, from 0.
    fn new(index: u64, has_name: bool) -> Thread { Thread(unsafe { NonZero::new_unchecked((index + 1) * 2 + has_name as u64) }) }
    fn index(&self) -> u64 { self.0.get() / 2 - 1 }
    pub fn id(&self) -> ThreadId { ThreadId(unsafe { NonZero::new_unchecked(self.0.get() / 2) }) }
    pub fn unpark(&self) { intrinsics::thread_unpark(self.index()) }
    pub fn name(&self) -> Option<&str> {
        if self.index() == 0 {
            return Some("main");
        }
        if self.0.get() % 2 == 0 {
            return None;
        }
        let name = String::leak(name_of(self.index()));
        if !name.is_empty() {
            intrinsics::keep(name.as_mut_ptr());
        }
        Some(name)
    }
}
impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive() }
}
fn name_of(id: u64) -> String {
    let mut buffer = [0u8; 64];
    let len = intrinsics::thread_name(id, buffer.as_mut_ptr(), 64);
    String::from(unsafe { crate::str::from_utf8_unchecked(&buffer[..len]) })
}
fn is_made_up(name: &str) -> bool { name.starts_with("thread ") }
pub(crate) fn current_name() -> String {
    let name = name_of(intrinsics::thread_current());
    if is_made_up(&name) { String::from("<unnamed>") } else { name }
}
pub fn current() -> Thread {
    let id = intrinsics::thread_current();
    Thread::new(id, !is_made_up(&name_of(id)))
}
pub fn yield_now() { intrinsics::thread_yield() }
pub fn sleep(duration: Duration) { intrinsics::thread_sleep(duration.as_nanos() as u64) }
pub fn sleep_ms(ms: u32) { sleep(Duration::from_millis(ms as u64)) }
pub fn park() { intrinsics::thread_park(u64::MAX) }
pub fn park_timeout(duration: Duration) { intrinsics::thread_park(duration.as_nanos() as u64) }
pub fn panicking() -> bool { intrinsics::panic_count() > 0 }
pub fn available_parallelism() -> crate::io::Result<crate::num::NonZero<usize>> { Ok(crate::num::NonZero::new(2).unwrap()) }

// ---- Scoped threads

/// A thread of a scope, and the question whether it panicked without anyone having taken the panic.
struct Scoped {
    id: u64,
    has_panicked: Box<dyn Fn() -> bool>,
}
pub struct Scope<'scope, 'env: 'scope> {
    threads: UnsafeCell<Vec<Scoped>>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}
unsafe impl Sync for Scope<'_, '_> {}
pub struct ScopedJoinHandle<'scope, T> {
    thread: Thread,
    packet: Held<T>,
    _native: usize,
    marker: PhantomData<&'scope ()>,
}
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
    pub fn join(self) -> Result<T> {
        intrinsics::thread_join(self.thread.index());
        match unsafe { (*self.packet.packet).result.take() } {
            Some(result) => result,
            None => unreachable!(),
        }
    }
    pub fn thread(&self) -> &Thread { &self.thread }
    pub fn is_finished(&self) -> bool { intrinsics::thread_is_finished(self.thread.index()) }
}
impl<'scope, 'env> Scope<'scope, 'env> {
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let (id, packet) = launch(f, "");
        let watched = packet.share();
        let has_panicked: Box<dyn Fn() -> bool + 'scope> = Box::new(move || watched.has_panic());
        // The scope asks while it lives and never later.
        let has_panicked = unsafe { crate::mem::transmute::<Box<dyn Fn() -> bool + 'scope>, Box<dyn Fn() -> bool>>(has_panicked) };
        unsafe { (*self.threads.get()).push(Scoped { id, has_panicked }) };
        ScopedJoinHandle { thread: Thread::new(id, false), packet, _native: 0, marker: PhantomData }
    }
}
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope { threads: UnsafeCell::new(Vec::new()), scope: PhantomData, env: PhantomData };
    let result = crate::panicking::catch(|| f(&scope));
    let mut has_panicked = false;
    let mut joined = 0;
    // A thread of the scope may have spawned more while the first were being joined.
    while joined < unsafe { (*scope.threads.get()).len() } {
        let id = unsafe { (&(*scope.threads.get()))[joined].id };
        intrinsics::thread_join(id);
        if unsafe { ((&(*scope.threads.get()))[joined].has_panicked)() } {
            has_panicked = true;
        }
        joined += 1;
    }
    match result {
        Err(payload) => crate::panic::resume_unwind(payload),
        Ok(_) if has_panicked => panic!("a scoped thread panicked"),
        Ok(value) => value,
    }
}

// ---- Thread locals

pub struct LocalKey<T: 'static> {
    pub inner: fn() -> *const T,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessError;
impl crate::fmt::Display for AccessError {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.write_str("already destroyed") }
}
impl crate::error::Error for AccessError {}
impl<T: 'static> LocalKey<T> {
    pub const fn new(inner: fn() -> *const T) -> LocalKey<T> { LocalKey { inner } }
    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R { f(unsafe { &*(self.inner)() }) }
    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> crate::result::Result<R, AccessError> { Ok(self.with(f)) }
}
impl<T: 'static> LocalKey<crate::cell::Cell<T>> {
    pub fn set(&'static self, value: T) { self.with(|cell| cell.set(value)) }
    pub fn get(&'static self) -> T where T: Copy { self.with(|cell| cell.get()) }
    pub fn take(&'static self) -> T where T: Default { self.with(|cell| cell.take()) }
    pub fn replace(&'static self, value: T) -> T { self.with(|cell| cell.replace(value)) }
}
impl<T: 'static> LocalKey<crate::cell::RefCell<T>> {
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R { self.with(|cell| f(&*cell.borrow())) }
    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&'static self, f: F) -> R { self.with(|cell| f(&mut *cell.borrow_mut())) }
    pub fn set(&'static self, value: T) { self.with(|cell| *cell.borrow_mut() = value) }
    pub fn take(&'static self) -> T where T: Default { self.with(|cell| cell.take()) }
    pub fn replace(&'static self, value: T) -> T { self.with(|cell| cell.replace(value)) }
}
/// The storage behind one `thread_local!`: filled at a thread's first use, dropped when it ends.
pub struct LocalSlot<T> {
    value: UnsafeCell<Option<T>>,
}
impl<T> LocalSlot<T> {
    pub const fn new() -> LocalSlot<T> { LocalSlot { value: UnsafeCell::new(None) } }
    pub fn get_or_init(&self, init: fn() -> T) -> *const T {
        unsafe {
            if (*self.value.get()).is_none() {
                let value = init();
                *self.value.get() = Some(value);
                if crate::mem::needs_drop::<T>() {
                    intrinsics::thread_local_dtor(self.value.get() as *mut u8, drop_slot::<T> as fn(*mut u8));
                }
            }
            match &*self.value.get() {
                Some(value) => value as *const T,
                None => crate::ptr::null(),
            }
        }
    }
}
fn drop_slot<T>(slot: *mut u8) { unsafe { drop((*(slot as *mut Option<T>)).take()) } }
