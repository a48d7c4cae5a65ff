use crate::any::Any;
use crate::fmt;
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::num::NonZero;
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::cell::UnsafeCell;
use crate::time::Duration;

pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;

/// What a thread leaves behind for the one that joins it. The join orders the accesses. Who of the thread
/// and its handle leaves last drops the result: counted where that can be seen.
#[repr(C)]
struct Packet<T> {
    end: Ending,
    holders: AtomicUsize,
    result: Option<Result<T>>,
}
/// The part of a packet that a scope knows: whether there is a panic that nobody took, and how to free it all.
#[repr(C)]
struct Ending {
    has_panic: bool,
    free: unsafe fn(*mut Ending),
}
unsafe fn free_packet<T>(end: *mut Ending) { drop(unsafe { Box::from_raw(end as *mut Packet<T>) }) }

impl<T> Packet<T> {
    /// True for the second of the two that leave, to whom the result is left.
    fn leave(packet: *mut Packet<T>) -> bool {
        crate::mem::needs_drop::<T>() && unsafe { (*packet).holders.fetch_sub(1, Ordering::AcqRel) } == 1
    }
    /// Of a thread that has ended.
    fn take(packet: *mut Packet<T>) -> Result<T> {
        unsafe { (*packet).end.has_panic = false };
        match unsafe { (*packet).result.take() } {
            Some(result) => result,
            None => unreachable!(),
        }
    }
}

struct Start<F, T> {
    task: F,
    packet: *mut Packet<T>,
    is_scoped: bool,
}
fn run<F: FnOnce() -> T, T>(data: *mut u8) {
    let start = unsafe { Box::from_raw(data as *mut Start<F, T>) };
    let Start { task, packet, is_scoped } = *start;
    let result = crate::panicking::catch(task);
    unsafe {
        (*packet).end.has_panic = result.is_err();
        (*packet).result = Some(result);
        if intrinsics::ends_are_asked_for() {
            intrinsics::thread_end();
        }
        if Packet::leave(packet) {
            if is_scoped { (*packet).result = None } else { free_packet::<T>(&raw mut (*packet).end) }
        }
    }
}
fn launch<F: FnOnce() -> T, T>(task: F, name: &str, is_scoped: bool) -> (u64, *mut Packet<T>) {
    let end = Ending { has_panic: false, free: free_packet::<T> };
    let packet = Box::into_raw(Box::new(Packet { end, holders: AtomicUsize::new(2), result: None }));
    let start = Box::new(Start { task, packet, is_scoped });
    let id = intrinsics::thread_spawn(run::<F, T> as fn(*mut u8), Box::into_raw(start) as *mut u8, name.as_ptr(), name.len());
    (id, packet)
}

pub struct JoinHandle<T> {
    thread: Thread,
    packet: *mut Packet<T>,
    /// The operating system's, in std's.
    _native: usize,
}
unsafe impl<T> Send for JoinHandle<T> {}
unsafe impl<T> Sync for JoinHandle<T> {}
impl<T> JoinHandle<T> {
    pub fn join(self) -> Result<T> {
        intrinsics::thread_join(self.thread.index());
        let packet = self.packet;
        crate::mem::forget(self);
        let result = Packet::take(packet);
        unsafe { free_packet::<T>(packet as *mut Ending) };
        result
    }
    pub fn thread(&self) -> &Thread { &self.thread }
    pub fn is_finished(&self) -> bool { has_ended(&self.thread) }
}
impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        if !crate::mem::needs_drop::<T>() {
            intrinsics::keep(self.packet as *mut u8);
        } else if Packet::leave(self.packet) {
            unsafe { free_packet::<T>(self.packet as *mut Ending) };
        }
    }
}
impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("JoinHandle { .. }") }
}
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (id, packet) = launch(f, "", false);
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
        let (id, packet) = launch(f, &name, false);
        Ok(JoinHandle { thread: Thread::new(id, has_name), packet, _native: 0 })
    }
    pub fn spawn_scoped<'scope, 'env, F, T>(self, scope: &'scope Scope<'scope, 'env>, f: F) -> crate::io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let has_name = self.name.is_some();
        Ok(scope.start(f, &self.name.unwrap_or_default(), has_name))
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
/// In a program that has this, the end of a thread is a step of its own: one can ask before and after it.
#[lang = "has_ended"]
fn has_ended(thread: &Thread) -> bool { intrinsics::thread_is_finished(thread.index()) }
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
pub fn sleep_until(deadline: crate::time::Instant) { sleep(deadline.saturating_duration_since(crate::time::Instant::now())) }
pub fn sleep_ms(ms: u32) { sleep(Duration::from_millis(ms as u64)) }
pub fn park() { intrinsics::thread_park(u64::MAX) }
pub fn park_timeout(duration: Duration) { intrinsics::thread_park(duration.as_nanos() as u64) }
pub fn panicking() -> bool { intrinsics::panic_count() > 0 }
pub fn available_parallelism() -> crate::io::Result<crate::num::NonZero<usize>> { Ok(crate::num::NonZero::new(2).unwrap()) }

// ---- Scoped threads

/// The machine knows which threads a scope has: those that it started may start more of them, at once.
pub struct Scope<'scope, 'env: 'scope> {
    _data: usize,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}
pub struct ScopedJoinHandle<'scope, T> {
    thread: Thread,
    packet: *mut Packet<T>,
    _native: usize,
    marker: PhantomData<&'scope ()>,
}
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
    pub fn join(self) -> Result<T> {
        intrinsics::thread_join(self.thread.index());
        let packet = self.packet;
        crate::mem::forget(self);
        Packet::take(packet)
    }
    pub fn thread(&self) -> &Thread { &self.thread }
    pub fn is_finished(&self) -> bool { has_ended(&self.thread) }
}
impl<T> Drop for ScopedJoinHandle<'_, T> {
    fn drop(&mut self) {
        if Packet::leave(self.packet) {
            unsafe { (*self.packet).result = None };
        }
    }
}
impl<'scope, 'env> Scope<'scope, 'env> {
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.start(f, "", false)
    }
    fn start<F, T>(&'scope self, f: F, name: &str, has_name: bool) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let (id, packet) = launch(f, name, true);
        intrinsics::scope_add(self as *const Scope as *const u8, id, packet as *mut u8);
        ScopedJoinHandle { thread: Thread::new(id, has_name), packet, _native: 0, marker: PhantomData }
    }
    /// Waits for all of its threads. True if one of them left a panic that nobody took.
    fn finish(&self) -> bool {
        let mut endings: Vec<*mut Ending> = Vec::new();
        let mut ending = crate::ptr::null_mut();
        loop {
            let id = intrinsics::scope_take(self as *const Scope as *const u8, &raw mut ending as *mut u8);
            if id == u64::MAX {
                break;
            }
            intrinsics::thread_join(id);
            endings.push(ending);
        }
        let mut has_panic = false;
        for end in endings {
            unsafe {
                has_panic |= (*end).has_panic;
                ((*end).free)(end);
            }
        }
        has_panic
    }
}
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope { _data: 0, scope: PhantomData, env: PhantomData };
    let result = crate::panicking::catch(|| f(&scope));
    let has_panic = scope.finish();
    match result {
        Err(payload) => crate::panic::resume_unwind(payload),
        Ok(_) if has_panic => panic!("a scoped thread panicked"),
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
