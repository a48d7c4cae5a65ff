use crate::cell::UnsafeCell;
use crate::fmt;
use crate::intrinsics;
use crate::marker::{PhantomData, Unsize};
use crate::ops::{CoerceUnsized, Deref, DerefMut};
use crate::pin::Pin;
use crate::ptr::NonNull;
use crate::time::Duration;

pub mod atomic {
    use crate::cell::UnsafeCell;
    use crate::fmt;
    use crate::intrinsics;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Ordering {
        Relaxed,
        Release,
        Acquire,
        AcqRel,
        SeqCst,
    }
    /// The strongest ordering a failed compare-exchange may have beside this success ordering.
    fn failure_of(success: Ordering) -> Ordering {
        match success {
            Ordering::Relaxed | Ordering::Release => Ordering::Relaxed,
            Ordering::Acquire | Ordering::AcqRel => Ordering::Acquire,
            Ordering::SeqCst => Ordering::SeqCst,
        }
    }
    fn check_load(order: Ordering) {
        match order {
            Ordering::Release => panic!("there is no such thing as a release load"),
            Ordering::AcqRel => panic!("there is no such thing as an acquire-release load"),
            _ => {}
        }
    }
    fn check_store(order: Ordering) {
        match order {
            Ordering::Acquire => panic!("there is no such thing as an acquire store"),
            Ordering::AcqRel => panic!("there is no such thing as an acquire-release store"),
            _ => {}
        }
    }
    pub fn fence(order: Ordering) {
        if let Ordering::Relaxed = order {
            panic!("there is no such thing as a relaxed fence");
        }
        intrinsics::atomic_fence(order as u8)
    }
    pub fn compiler_fence(_order: Ordering) {}
    pub fn spin_loop_hint() { intrinsics::spin_loop() }

    macro_rules! atomic_common {
        ($Atomic:ident [$($generics:tt)*] [$($arguments:tt)*] $T:ty) => {
            unsafe impl<$($generics)*> Send for $Atomic<$($arguments)*> {}
            unsafe impl<$($generics)*> Sync for $Atomic<$($arguments)*> {}
            impl<$($generics)*> $Atomic<$($arguments)*> {
                pub const fn new(value: $T) -> Self { $Atomic { value: UnsafeCell::new(value) } }
                pub fn load(&self, order: Ordering) -> $T {
                    check_load(order);
                    intrinsics::atomic_load(&raw const self.value as *const $T, order as u8)
                }
                pub fn store(&self, value: $T, order: Ordering) {
                    check_store(order);
                    intrinsics::atomic_store(&raw const self.value as *mut $T, value, order as u8)
                }
                pub fn swap(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_swap(&raw const self.value as *mut $T, value, order as u8) }
                pub fn compare_exchange(&self, current: $T, new: $T, success: Ordering, failure: Ordering) -> Result<$T, $T> {
                    check_load(failure);
                    let (old, succeeded) = intrinsics::atomic_compare_exchange(&raw const self.value as *mut $T, current, new, success as u8, failure as u8, false);
                    if succeeded { Ok(old) } else { Err(old) }
                }
                pub fn compare_exchange_weak(&self, current: $T, new: $T, success: Ordering, failure: Ordering) -> Result<$T, $T> {
                    check_load(failure);
                    let (old, succeeded) = intrinsics::atomic_compare_exchange(&raw const self.value as *mut $T, current, new, success as u8, failure as u8, true);
                    if succeeded { Ok(old) } else { Err(old) }
                }
                pub fn compare_and_swap(&self, current: $T, new: $T, order: Ordering) -> $T {
                    match self.compare_exchange(current, new, order, failure_of(order)) {
                        Ok(old) => old,
                        Err(old) => old,
                    }
                }
                pub fn fetch_update<F: FnMut($T) -> Option<$T>>(&self, set: Ordering, fetch: Ordering, mut f: F) -> Result<$T, $T> {
                    let mut previous = self.load(fetch);
                    while let Some(next) = f(previous) {
                        match self.compare_exchange_weak(previous, next, set, fetch) {
                            Ok(old) => return Ok(old),
                            Err(seen) => previous = seen,
                        }
                    }
                    Err(previous)
                }
                pub fn try_update(&self, set: Ordering, fetch: Ordering, f: impl FnMut($T) -> Option<$T>) -> Result<$T, $T> { self.fetch_update(set, fetch, f) }
                pub fn update(&self, set: Ordering, fetch: Ordering, mut f: impl FnMut($T) -> $T) -> $T {
                    let mut previous = self.load(fetch);
                    loop {
                        match self.compare_exchange_weak(previous, f(previous), set, fetch) {
                            Ok(old) => return old,
                            Err(seen) => previous = seen,
                        }
                    }
                }
                pub fn get_mut(&mut self) -> &mut $T { self.value.get_mut() }
                pub fn into_inner(self) -> $T { self.value.into_inner() }
                pub const fn as_ptr(&self) -> *mut $T { self.value.get() }
                pub fn from_mut(value: &mut $T) -> &mut Self { unsafe { &mut *(value as *mut $T as *mut Self) } }
                pub unsafe fn from_ptr<'a>(pointer: *mut $T) -> &'a Self { unsafe { &*(pointer as *mut Self) } }
            }
            impl<$($generics)*> fmt::Debug for $Atomic<$($arguments)*> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.load(Ordering::Relaxed), f) }
            }
            impl<$($generics)*> From<$T> for $Atomic<$($arguments)*> {
                fn from(value: $T) -> Self { Self::new(value) }
            }
        };
    }
    macro_rules! atomic_integers {
        ($($Atomic:ident $T:ident $align:literal;)*) => {$(
            #[lang = "atomic"]
            #[repr(C, align($align))]
            pub struct $Atomic {
                value: UnsafeCell<$T>,
            }
            atomic_common!($Atomic [] [] $T);
            impl Default for $Atomic {
                fn default() -> Self { Self::new(0) }
            }
            impl $Atomic {
                pub fn fetch_add(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(0, &raw const self.value as *mut $T, value, order as u8) }
                pub fn fetch_sub(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(1, &raw const self.value as *mut $T, value, order as u8) }
                pub fn fetch_and(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(2, &raw const self.value as *mut $T, value, order as u8) }
                pub fn fetch_or(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(3, &raw const self.value as *mut $T, value, order as u8) }
                pub fn fetch_xor(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(4, &raw const self.value as *mut $T, value, order as u8) }
                pub fn fetch_nand(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(5, &raw const self.value as *mut $T, value, order as u8) }
                pub fn fetch_max(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(6, &raw const self.value as *mut $T, value, order as u8) }
                pub fn fetch_min(&self, value: $T, order: Ordering) -> $T { intrinsics::atomic_update(7, &raw const self.value as *mut $T, value, order as u8) }
            }
        )*};
    }
    atomic_integers! {
        AtomicI32 i32 4; AtomicI64 i64 8; AtomicIsize isize 8; AtomicU8 u8 1; AtomicU32 u32 4; AtomicU64 u64 8; AtomicUsize usize 8;
    }
    #[cfg(std_file = "rare_integers")]
    atomic_integers! { AtomicI8 i8 1; AtomicI16 i16 2; AtomicU16 u16 2; }
    #[lang = "atomic"]
    #[repr(C, align(1))]
    pub struct AtomicBool {
        value: UnsafeCell<bool>,
    }
    atomic_common!(AtomicBool [] [] bool);
    impl Default for AtomicBool {
        fn default() -> Self { Self::new(false) }
    }
    impl AtomicBool {
        pub fn fetch_and(&self, value: bool, order: Ordering) -> bool { intrinsics::atomic_update(2, self.value.get(), value, order as u8) }
        pub fn fetch_or(&self, value: bool, order: Ordering) -> bool { intrinsics::atomic_update(3, self.value.get(), value, order as u8) }
        pub fn fetch_xor(&self, value: bool, order: Ordering) -> bool { intrinsics::atomic_update(4, self.value.get(), value, order as u8) }
        pub fn fetch_nand(&self, value: bool, order: Ordering) -> bool { intrinsics::atomic_update(5, self.value.get(), value, order as u8) }
        pub fn fetch_not(&self, order: Ordering) -> bool { self.fetch_xor(true, order) }
    }
    #[lang = "atomic"]
    #[repr(C, align(8))]
    pub struct AtomicPtr<T> {
        value: UnsafeCell<*mut T>,
    }
    atomic_common!(AtomicPtr [T] [T] *mut T);
    impl<T> Default for AtomicPtr<T> {
        fn default() -> Self { Self::new(crate::ptr::null_mut()) }
    }
    impl<T> AtomicPtr<T> {
        fn change(&self, order: Ordering, f: impl Fn(*mut T) -> *mut T) -> *mut T {
            let mut previous = self.load(Ordering::Relaxed);
            loop {
                match self.compare_exchange(previous, f(previous), order, Ordering::Relaxed) {
                    Ok(old) => return old,
                    Err(seen) => previous = seen,
                }
            }
        }
        pub fn fetch_ptr_add(&self, count: usize, order: Ordering) -> *mut T { self.change(order, |old| old.wrapping_add(count)) }
        pub fn fetch_ptr_sub(&self, count: usize, order: Ordering) -> *mut T { self.change(order, |old| old.wrapping_sub(count)) }
        pub fn fetch_byte_add(&self, count: usize, order: Ordering) -> *mut T { self.change(order, |old| old.wrapping_byte_add(count)) }
        pub fn fetch_byte_sub(&self, count: usize, order: Ordering) -> *mut T { self.change(order, |old| old.wrapping_byte_sub(count)) }
        pub fn fetch_and(&self, bits: usize, order: Ordering) -> *mut T { self.change(order, |old| old.map_addr(|address| address & bits)) }
        pub fn fetch_or(&self, bits: usize, order: Ordering) -> *mut T { self.change(order, |old| old.map_addr(|address| address | bits)) }
        pub fn fetch_xor(&self, bits: usize, order: Ordering) -> *mut T { self.change(order, |old| old.map_addr(|address| address ^ bits)) }
    }
}
use atomic::{AtomicUsize, Ordering};

// ---- Arc

#[repr(C)]
struct ArcInner<T: ?Sized> {
    strong: AtomicUsize,
    weak: AtomicUsize,
    value: T,
}
crate::rc::counted!("Arc" Arc Weak ArcInner);
unsafe impl<T: ?Sized + Sync + Send> Send for Arc<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Arc<T> {}
unsafe impl<T: ?Sized + Sync + Send> Send for Weak<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Weak<T> {}
impl<T> Arc<T> {
    pub fn new(value: T) -> Arc<T> {
        let inner = Box::new(ArcInner { strong: AtomicUsize::new(1), weak: AtomicUsize::new(1), value });
        Arc { pointer: unsafe { NonNull::new_unchecked(Box::into_raw(inner)) }, marker: PhantomData }
    }
    unsafe fn init_counts(counts: *mut ArcInner<()>) {
        unsafe {
            (&raw mut (*counts).strong).write(AtomicUsize::new(1));
            (&raw mut (*counts).weak).write(AtomicUsize::new(1));
        }
    }
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(f: F) -> Arc<T> {
        let inner: Box<ArcInner<crate::mem::MaybeUninit<T>>> = Box::new(ArcInner { strong: AtomicUsize::new(0), weak: AtomicUsize::new(1), value: crate::mem::MaybeUninit::uninit() });
        let pointer = Box::into_raw(inner) as *mut ArcInner<T>;
        let weak = Weak { pointer: unsafe { NonNull::new_unchecked(pointer) } };
        let value = f(&weak);
        unsafe {
            (&raw mut (*pointer).value).write(value);
            (*pointer).strong.store(1, Ordering::Release);
        }
        crate::mem::forget(weak);
        Arc { pointer: unsafe { NonNull::new_unchecked(pointer) }, marker: PhantomData }
    }
    pub fn try_unwrap(this: Self) -> Result<T, Self> {
        if this.inner().strong.compare_exchange(1, 0, Ordering::Relaxed, Ordering::Relaxed).is_err() {
            return Err(this);
        }
        atomic::fence(Ordering::Acquire);
        let this = crate::mem::ManuallyDrop::new(this);
        unsafe {
            let value = crate::ptr::read(&raw const (*this.pointer.as_ptr()).value);
            drop(Weak { pointer: this.pointer });
            Ok(value)
        }
    }
    pub fn into_inner(this: Self) -> Option<T> {
        let this = crate::mem::ManuallyDrop::new(this);
        if this.inner().strong.fetch_sub(1, Ordering::Release) != 1 {
            return None;
        }
        atomic::fence(Ordering::Acquire);
        unsafe {
            let value = crate::ptr::read(&raw const (*this.pointer.as_ptr()).value);
            drop(Weak { pointer: this.pointer });
            Some(value)
        }
    }
}
impl<T: ?Sized> Arc<T> {
    pub fn strong_count(this: &Self) -> usize { this.inner().strong.load(Ordering::Relaxed) }
    pub fn weak_count(this: &Self) -> usize { this.inner().weak.load(Ordering::Relaxed) - 1 }
    pub fn downgrade(this: &Self) -> Weak<T> {
        this.inner().weak.fetch_add(1, Ordering::Relaxed);
        Weak { pointer: this.pointer }
    }
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        if this.inner().weak.load(Ordering::Acquire) == 1 && this.inner().strong.load(Ordering::Acquire) == 1 {
            Some(unsafe { &mut (*this.pointer.as_ptr()).value })
        } else {
            None
        }
    }
    pub unsafe fn increment_strong_count(pointer: *const T) {
        let arc = crate::mem::ManuallyDrop::new(unsafe { Arc::from_raw(pointer) });
        let _kept = crate::mem::ManuallyDrop::new((*arc).clone());
    }
    pub unsafe fn decrement_strong_count(pointer: *const T) { drop(unsafe { Arc::from_raw(pointer) }) }
}
impl<T: ?Sized> Clone for Arc<T> {
    fn clone(&self) -> Arc<T> {
        self.inner().strong.fetch_add(1, Ordering::Relaxed);
        Arc { pointer: self.pointer, marker: PhantomData }
    }
}
unsafe impl<#[may_dangle] T: ?Sized> Drop for Arc<T> {
    fn drop(&mut self) {
        let pointer = self.pointer.as_ptr();
        if unsafe { &*pointer }.strong.fetch_sub(1, Ordering::Release) != 1 {
            return;
        }
        intrinsics::atomic_fence(Ordering::Acquire as u8);
        let _weak = Weak { pointer: self.pointer };
        unsafe { crate::ptr::drop_in_place(&raw mut (*pointer).value) };
    }
}
impl<T: ?Sized> Weak<T> {
    pub fn upgrade(&self) -> Option<Arc<T>> {
        if self.is_empty() {
            return None;
        }
        let strong = unsafe { &(*self.pointer.as_ptr()).strong };
        let mut count = strong.load(Ordering::Relaxed);
        loop {
            if count == 0 {
                return None;
            }
            match strong.compare_exchange(count, count + 1, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Some(Arc { pointer: self.pointer, marker: PhantomData }),
                Err(seen) => count = seen,
            }
        }
    }
    pub fn strong_count(&self) -> usize { if self.is_empty() { 0 } else { unsafe { (*self.pointer.as_ptr()).strong.load(Ordering::Relaxed) } } }
}
impl<T: ?Sized> Clone for Weak<T> {
    fn clone(&self) -> Weak<T> {
        if !self.is_empty() {
            unsafe { (*self.pointer.as_ptr()).weak.fetch_add(1, Ordering::Relaxed) };
        }
        Weak { pointer: self.pointer }
    }
}
unsafe impl<#[may_dangle] T: ?Sized> Drop for Weak<T> {
    fn drop(&mut self) {
        if self.is_empty() {
            return;
        }
        let pointer = self.pointer.as_ptr();
        if unsafe { (*pointer).weak.fetch_sub(1, Ordering::Release) } == 1 {
            intrinsics::atomic_fence(Ordering::Acquire as u8);
            intrinsics::box_free(pointer);
        }
    }
}

// ---- Poisoning

pub struct PoisonError<T> {
    guard: T,
}
impl<T> PoisonError<T> {
    pub fn new(guard: T) -> PoisonError<T> { PoisonError { guard } }
    pub fn into_inner(self) -> T { self.guard }
    pub fn get_ref(&self) -> &T { &self.guard }
    pub fn get_mut(&mut self) -> &mut T { &mut self.guard }
}
impl<T> fmt::Debug for PoisonError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("PoisonError { .. }") }
}
impl<T> fmt::Display for PoisonError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("poisoned lock: another task failed inside") }
}
impl<T> crate::error::Error for PoisonError<T> {}
impl<T> crate::error::Error for TryLockError<T> {}
pub enum TryLockError<T> {
    Poisoned(PoisonError<T>),
    WouldBlock,
}
impl<T> fmt::Debug for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryLockError::Poisoned(_) => f.write_str("Poisoned(..)"),
            TryLockError::WouldBlock => f.write_str("WouldBlock"),
        }
    }
}
impl<T> fmt::Display for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryLockError::Poisoned(_) => f.write_str("poisoned lock: another task failed inside"),
            TryLockError::WouldBlock => f.write_str("try_lock failed because the operation would block"),
        }
    }
}
pub type LockResult<T> = Result<T, PoisonError<T>>;
pub type TryLockResult<T> = Result<T, TryLockError<T>>;

/// Set when a thread panics while it holds the lock, and read by who holds it next. `is_poisoned` may
/// look at any time, so what is not ordered by the lock is atomic.
struct Poison {
    is_poisoned: UnsafeCell<bool>,
}
impl Poison {
    const fn new() -> Poison { Poison { is_poisoned: UnsafeCell::new(false) } }
    fn get(&self) -> bool { unsafe { *self.is_poisoned.get() } }
    fn look(&self) -> bool { unsafe { intrinsics::atomic_load(self.is_poisoned.get() as *const bool, 0) } }
    fn set(&self, value: bool) { unsafe { intrinsics::atomic_store(self.is_poisoned.get(), value, 0) } }
    fn check<T>(&self, guard: T) -> LockResult<T> { if self.get() { Err(PoisonError { guard }) } else { Ok(guard) } }
}

// ---- Mutex

#[lang = "Mutex"]
pub struct Mutex<T: ?Sized> {
    word: u32,
    poison: Poison,
    value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    lock: &'a Mutex<T>,
    was_panicking: bool,
}
impl<T: ?Sized> !Send for MutexGuard<'_, T> {}
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}
impl<T> Mutex<T> {
    pub const fn new(value: T) -> Mutex<T> { Mutex { word: 0, poison: Poison::new(), value: UnsafeCell::new(value) } }
    pub fn into_inner(self) -> LockResult<T> {
        let is_poisoned = self.poison.get();
        let value = self.value.into_inner();
        if is_poisoned { Err(PoisonError { guard: value }) } else { Ok(value) }
    }
}
impl<T: ?Sized> Mutex<T> {
    fn address(&self) -> *const u8 { &raw const self.word as *const u8 }
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        intrinsics::mutex_lock(self.address());
        self.poison.check(MutexGuard { lock: self, was_panicking: crate::thread::panicking() })
    }
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        if !intrinsics::mutex_try_lock(self.address()) {
            return Err(TryLockError::WouldBlock);
        }
        match self.poison.check(MutexGuard { lock: self, was_panicking: crate::thread::panicking() }) {
            Ok(guard) => Ok(guard),
            Err(error) => Err(TryLockError::Poisoned(error)),
        }
    }
    pub fn is_poisoned(&self) -> bool { self.poison.look() }
    pub fn clear_poison(&self) { self.poison.set(false) }
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let is_poisoned = self.poison.get();
        let value = self.value.get_mut();
        if is_poisoned { Err(PoisonError { guard: value }) } else { Ok(value) }
    }
}
impl<T: Default> Default for Mutex<T> {
    fn default() -> Mutex<T> { Mutex::new(T::default()) }
}
impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Mutex<T> { Mutex::new(value) }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("Mutex");
        match self.try_lock() {
            Ok(guard) => builder.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => builder.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => builder.field("data", &format_args!("<locked>")),
        };
        builder.field("poisoned", &self.poison.get());
        builder.finish_non_exhaustive()
    }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<Mutex<U>> for Mutex<T> {}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { unsafe { &*self.lock.value.get() } }
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T { unsafe { &mut *self.lock.value.get() } }
}
impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        if !self.was_panicking && crate::thread::panicking() {
            self.lock.poison.set(true);
        }
        intrinsics::mutex_unlock(self.lock.address());
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}

// ---- RwLock

#[lang = "RwLock"]
pub struct RwLock<T: ?Sized> {
    word: u32,
    readers: u32,
    poison: Poison,
    value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
}
impl<T: ?Sized> !Send for RwLockReadGuard<'_, T> {}
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    was_panicking: bool,
}
impl<T: ?Sized> !Send for RwLockWriteGuard<'_, T> {}
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}
impl<T> RwLock<T> {
    pub const fn new(value: T) -> RwLock<T> { RwLock { word: 0, readers: 0, poison: Poison::new(), value: UnsafeCell::new(value) } }
    pub fn into_inner(self) -> LockResult<T> {
        let is_poisoned = self.poison.get();
        let value = self.value.into_inner();
        if is_poisoned { Err(PoisonError { guard: value }) } else { Ok(value) }
    }
}
impl<T: ?Sized> RwLock<T> {
    fn address(&self) -> *const u8 { &raw const self.word as *const u8 }
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        intrinsics::rwlock_read(self.address());
        self.poison.check(RwLockReadGuard { lock: self })
    }
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        intrinsics::rwlock_write(self.address());
        self.poison.check(RwLockWriteGuard { lock: self, was_panicking: crate::thread::panicking() })
    }
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        if !intrinsics::rwlock_try_read(self.address()) {
            return Err(TryLockError::WouldBlock);
        }
        match self.poison.check(RwLockReadGuard { lock: self }) {
            Ok(guard) => Ok(guard),
            Err(error) => Err(TryLockError::Poisoned(error)),
        }
    }
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        if !intrinsics::rwlock_try_write(self.address()) {
            return Err(TryLockError::WouldBlock);
        }
        match self.poison.check(RwLockWriteGuard { lock: self, was_panicking: crate::thread::panicking() }) {
            Ok(guard) => Ok(guard),
            Err(error) => Err(TryLockError::Poisoned(error)),
        }
    }
    pub fn is_poisoned(&self) -> bool { self.poison.look() }
    pub fn clear_poison(&self) { self.poison.set(false) }
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let is_poisoned = self.poison.get();
        let value = self.value.get_mut();
        if is_poisoned { Err(PoisonError { guard: value }) } else { Ok(value) }
    }
}
impl<T: Default> Default for RwLock<T> {
    fn default() -> RwLock<T> { RwLock::new(T::default()) }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(guard) => builder.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => builder.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => builder.field("data", &format_args!("<locked>")),
        };
        builder.field("poisoned", &self.poison.get());
        builder.finish_non_exhaustive()
    }
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { unsafe { &*self.lock.value.get() } }
}
impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) { intrinsics::rwlock_unlock_read(self.lock.address()) }
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { unsafe { &*self.lock.value.get() } }
}
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T { unsafe { &mut *self.lock.value.get() } }
}
impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        if !self.was_panicking && crate::thread::panicking() {
            self.lock.poison.set(true);
        }
        intrinsics::rwlock_unlock_write(self.lock.address());
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}

// ---- Condvar

pub struct Condvar {
    word: UnsafeCell<u32>,
}
unsafe impl Send for Condvar {}
unsafe impl Sync for Condvar {}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTimeoutResult(bool);
impl WaitTimeoutResult {
    pub fn timed_out(&self) -> bool { self.0 }
}
impl Condvar {
    pub const fn new() -> Condvar { Condvar { word: UnsafeCell::new(0) } }
    fn address(&self) -> *const u8 { self.word.get() as *const u8 }
    fn wait_nanos<'a, T: ?Sized>(&self, guard: &MutexGuard<'a, T>, nanos: u64) -> bool { intrinsics::condvar_wait(self.address(), guard.lock.address(), nanos) }
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.wait_nanos(&guard, u64::MAX);
        let lock = guard.lock;
        lock.poison.check(guard)
    }
    pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(&self, mut guard: MutexGuard<'a, T>, mut condition: F) -> LockResult<MutexGuard<'a, T>> {
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }
    pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, duration: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let was_notified = self.wait_nanos(&guard, duration.as_nanos() as u64);
        let lock = guard.lock;
        lock.poison.check((guard, WaitTimeoutResult(!was_notified)))
    }
    pub fn wait_timeout_while<'a, T, F: FnMut(&mut T) -> bool>(&self, mut guard: MutexGuard<'a, T>, duration: Duration, mut condition: F) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let (next, result) = self.wait_timeout(guard, duration)?;
            guard = next;
            if result.timed_out() {
                let still = condition(&mut *guard);
                return Ok((guard, WaitTimeoutResult(still)));
            }
        }
    }
    pub fn notify_one(&self) { intrinsics::condvar_notify_one(self.address()) }
    pub fn notify_all(&self) { intrinsics::condvar_notify_all(self.address()) }
}
impl Default for Condvar {
    fn default() -> Condvar { Condvar::new() }
}

// ---- Barrier, Once, OnceLock, LazyLock

pub struct Barrier {
    word: UnsafeCell<u32>,
    count: usize,
    /// What std's keeps in its lock.
    _locked: [usize; 3],
}
unsafe impl Send for Barrier {}
unsafe impl Sync for Barrier {}
pub struct BarrierWaitResult(bool);
impl BarrierWaitResult {
    pub fn is_leader(&self) -> bool { self.0 }
}
impl Barrier {
    pub const fn new(count: usize) -> Barrier { Barrier { word: UnsafeCell::new(0), count, _locked: [0; 3] } }
    pub fn wait(&self) -> BarrierWaitResult { BarrierWaitResult(intrinsics::barrier_wait(self.word.get() as *const u8, self.count)) }
}
pub struct Once {
    word: UnsafeCell<u32>,
}
unsafe impl Send for Once {}
unsafe impl Sync for Once {}
struct OnceGuard<'a> {
    once: &'a Once,
    state: u32,
}
impl Drop for OnceGuard<'_> {
    fn drop(&mut self) { intrinsics::once_end(self.once.address(), self.state) }
}
impl Once {
    pub const fn new() -> Once { Once { word: UnsafeCell::new(0) } }
    fn address(&self) -> *const u8 { self.word.get() as *const u8 }
    pub fn call_once<F: FnOnce()>(&self, f: F) { self.run(2, f) }
    /// `failed` is the state that a panic of `f` leaves: 2 poisoned, 0 as if never called.
    fn run<F: FnOnce()>(&self, failed: u32, f: F) {
        match intrinsics::once_begin(self.address(), false) {
            0 => {
                let mut guard = OnceGuard { once: self, state: failed };
                f();
                guard.state = 1;
            }
            1 => {}
            _ => panic!("Once instance has previously been poisoned"),
        }
    }
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        let before = intrinsics::once_begin(self.address(), true);
        if before == 1 {
            return;
        }
        let mut guard = OnceGuard { once: self, state: 2 };
        f(&OnceState { is_poisoned: before == 2 });
        guard.state = 1;
    }
    pub fn is_completed(&self) -> bool { intrinsics::once_state(self.address()) == 1 }
}
impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Once").finish_non_exhaustive() }
}
/// What `call_once_force` tells its closure.
pub struct OnceState {
    is_poisoned: bool,
}
impl OnceState {
    pub fn is_poisoned(&self) -> bool { self.is_poisoned }
}
impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceState").field("poisoned", &self.is_poisoned).finish()
    }
}
pub struct OnceLock<T> {
    once: Once,
    value: UnsafeCell<Option<T>>,
}
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {}
unsafe impl<T: Send> Send for OnceLock<T> {}
impl<T> OnceLock<T> {
    pub const fn new() -> OnceLock<T> { OnceLock { once: Once::new(), value: UnsafeCell::new(None) } }
    pub fn get(&self) -> Option<&T> { if self.once.is_completed() { unsafe { (*self.value.get()).as_ref() } } else { None } }
    pub fn get_mut(&mut self) -> Option<&mut T> { self.value.get_mut().as_mut() }
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.once.run(0, || unsafe { *self.value.get() = value.take() });
        match value {
            None => Ok(()),
            Some(value) => Err(value),
        }
    }
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        self.once.run(0, || unsafe { *self.value.get() = Some(f()) });
        unsafe { (*self.value.get()).as_ref().unwrap() }
    }
    pub fn into_inner(self) -> Option<T> { self.value.into_inner() }
    pub fn take(&mut self) -> Option<T> { crate::mem::take(self).into_inner() }
}
impl<T> From<T> for OnceLock<T> {
    fn from(value: T) -> OnceLock<T> {
        let lock = OnceLock::new();
        let _ = lock.set(value);
        lock
    }
}
impl<T> Default for OnceLock<T> {
    fn default() -> OnceLock<T> { OnceLock::new() }
}
impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_tuple("OnceLock");
        match self.get() {
            Some(value) => builder.field(value),
            None => builder.field(&format_args!("<uninit>")),
        };
        builder.finish()
    }
}
pub struct LazyLock<T, F = fn() -> T> {
    cell: OnceLock<T>,
    init: UnsafeCell<Option<F>>,
}
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}
impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    pub const fn new(init: F) -> LazyLock<T, F> { LazyLock { cell: OnceLock::new(), init: UnsafeCell::new(Some(init)) } }
    pub fn force(this: &LazyLock<T, F>) -> &T {
        this.cell.get_or_init(|| match unsafe { (*this.init.get()).take() } {
            Some(init) => init(),
            None => panic!("LazyLock instance has previously been poisoned"),
        })
    }
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        LazyLock::force(this);
        this.cell.get_mut().unwrap()
    }
}
impl<T, F> LazyLock<T, F> {
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> { this.cell.get() }
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> { this.cell.get_mut() }
}
impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
    fn deref(&self) -> &T { LazyLock::force(self) }
}

// ---- Channels: the machine keeps the queue, as boxed messages

pub mod mpsc {
    use crate::fmt;
    use crate::intrinsics;
    use crate::marker::PhantomData;
    use crate::time::Duration;

    // std's have three kinds of channel, and say in a word of their own which this is.
    pub struct Sender<T> {
        channel: u64,
        _flavor: usize,
        marker: PhantomData<T>,
    }
    pub struct SyncSender<T> {
        channel: u64,
        _flavor: usize,
        marker: PhantomData<T>,
    }
    pub struct Receiver<T> {
        channel: u64,
        _flavor: usize,
        marker: PhantomData<T>,
    }
    unsafe impl<T: Send> Send for Sender<T> {}
    unsafe impl<T: Send> Sync for Sender<T> {}
    unsafe impl<T: Send> Send for SyncSender<T> {}
    unsafe impl<T: Send> Sync for SyncSender<T> {}
    unsafe impl<T: Send> Send for Receiver<T> {}
    impl<T> !Sync for Receiver<T> {}
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub struct SendError<T>(pub T);
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum TrySendError<T> {
        Full(T),
        Disconnected(T),
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct RecvError;
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum TryRecvError {
        Empty,
        Disconnected,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum RecvTimeoutError {
        Timeout,
        Disconnected,
    }
    impl<T> fmt::Debug for SendError<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("SendError { .. }") }
    }
    impl<T> fmt::Display for SendError<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("sending on a closed channel") }
    }
    impl<T> crate::error::Error for SendError<T> {}
    impl<T> fmt::Debug for TrySendError<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                TrySendError::Full(_) => f.write_str("Full(..)"),
                TrySendError::Disconnected(_) => f.write_str("Disconnected(..)"),
            }
        }
    }
    impl<T> fmt::Display for TrySendError<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                TrySendError::Full(_) => f.write_str("sending on a full channel"),
                TrySendError::Disconnected(_) => f.write_str("sending on a closed channel"),
            }
        }
    }
    impl fmt::Display for RecvError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("receiving on a closed channel") }
    }
    impl crate::error::Error for RecvError {}
    impl crate::error::Error for TryRecvError {}
    impl crate::error::Error for RecvTimeoutError {}
    impl<T> crate::error::Error for TrySendError<T> {}
    impl fmt::Display for TryRecvError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                TryRecvError::Empty => f.write_str("receiving on an empty channel"),
                TryRecvError::Disconnected => f.write_str("receiving on a closed channel"),
            }
        }
    }
    impl fmt::Display for RecvTimeoutError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                RecvTimeoutError::Timeout => f.write_str("timed out waiting on channel"),
                RecvTimeoutError::Disconnected => f.write_str("channel is empty and sending half is closed"),
            }
        }
    }
    pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
        let channel = intrinsics::channel_new(usize::MAX);
        (Sender { channel, _flavor: 0, marker: PhantomData }, Receiver { channel, _flavor: 0, marker: PhantomData })
    }
    pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
        let channel = intrinsics::channel_new(bound);
        (SyncSender { channel, _flavor: 0, marker: PhantomData }, Receiver { channel, _flavor: 0, marker: PhantomData })
    }
    fn send<T>(channel: u64, value: T) -> Result<(), SendError<T>> {
        let message = Box::into_raw(Box::new(value));
        if intrinsics::channel_send(channel, message as *mut u8) { Ok(()) } else { Err(SendError(*unsafe { Box::from_raw(message) })) }
    }
    impl<T> Sender<T> {
        pub fn send(&self, value: T) -> Result<(), SendError<T>> { send(self.channel, value) }
    }
    impl<T> SyncSender<T> {
        pub fn send(&self, value: T) -> Result<(), SendError<T>> { send(self.channel, value) }
        pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
            let message = Box::into_raw(Box::new(value));
            match intrinsics::channel_try_send(self.channel, message as *mut u8) {
                0 => Ok(()),
                1 => Err(TrySendError::Full(*unsafe { Box::from_raw(message) })),
                _ => Err(TrySendError::Disconnected(*unsafe { Box::from_raw(message) })),
            }
        }
    }
    macro_rules! sender_count {
        ($Sender:ident) => {
            impl<T> Clone for $Sender<T> {
                fn clone(&self) -> $Sender<T> {
                    intrinsics::channel_add_sender(self.channel);
                    $Sender { channel: self.channel, _flavor: 0, marker: PhantomData }
                }
            }
            impl<T> Drop for $Sender<T> {
                fn drop(&mut self) { intrinsics::channel_drop_sender(self.channel) }
            }
            impl<T> fmt::Debug for $Sender<T> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(concat!(stringify!($Sender), " { .. }")) }
            }
        };
    }
    sender_count!(Sender);
    sender_count!(SyncSender);
    impl<T> Receiver<T> {
        fn receive(&self, nanos: u64) -> Result<T, u32> {
            let mut status = 0u32;
            let message = intrinsics::channel_receive(self.channel, nanos, &raw mut status);
            if status == 0 { Ok(*unsafe { Box::from_raw(message as *mut T) }) } else { Err(status) }
        }
        pub fn recv(&self) -> Result<T, RecvError> {
            match self.receive(u64::MAX) {
                Ok(value) => Ok(value),
                Err(_) => Err(RecvError),
            }
        }
        pub fn try_recv(&self) -> Result<T, TryRecvError> {
            let mut status = 0u32;
            let message = intrinsics::channel_try_receive(self.channel, &raw mut status);
            match status {
                0 => Ok(*unsafe { Box::from_raw(message as *mut T) }),
                1 => Err(TryRecvError::Empty),
                _ => Err(TryRecvError::Disconnected),
            }
        }
        pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
            match self.receive(timeout.as_nanos() as u64) {
                Ok(value) => Ok(value),
                Err(1) => Err(RecvTimeoutError::Timeout),
                Err(_) => Err(RecvTimeoutError::Disconnected),
            }
        }
        pub fn iter(&self) -> Iter<'_, T> { Iter { receiver: self } }
        pub fn try_iter(&self) -> TryIter<'_, T> { TryIter { receiver: self } }
    }
    impl<T> Drop for Receiver<T> {
        fn drop(&mut self) {
            intrinsics::channel_drop_receiver(self.channel);
            while self.try_recv().is_ok() {}
        }
    }
    impl<T> fmt::Debug for Receiver<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("Receiver { .. }") }
    }
    pub struct Iter<'a, T> {
        receiver: &'a Receiver<T>,
    }
    impl<'a, T> Iterator for Iter<'a, T> {
        type Item = T;
        fn next(&mut self) -> Option<T> { self.receiver.recv().ok() }
    }
    pub struct TryIter<'a, T> {
        receiver: &'a Receiver<T>,
    }
    impl<'a, T> Iterator for TryIter<'a, T> {
        type Item = T;
        fn next(&mut self) -> Option<T> { self.receiver.try_recv().ok() }
    }
    pub struct IntoIter<T> {
        receiver: Receiver<T>,
    }
    impl<T> Iterator for IntoIter<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> { self.receiver.recv().ok() }
    }
    impl<'a, T> IntoIterator for &'a Receiver<T> {
        type Item = T;
        type IntoIter = Iter<'a, T>;
        fn into_iter(self) -> Iter<'a, T> { self.iter() }
    }
    impl<T> IntoIterator for Receiver<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
        fn into_iter(self) -> IntoIter<T> { IntoIter { receiver: self } }
    }
}
