use crate::cmp::Ordering;
use crate::fmt::{self, Debug, Display};
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, Deref, DerefMut};

#[lang = "unsafe_cell"]
#[repr(transparent)]
pub struct UnsafeCell<T: ?Sized> {
    value: T,
}
impl<T: ?Sized> !Sync for UnsafeCell<T> {}
impl<T> UnsafeCell<T> {
    pub const fn new(value: T) -> UnsafeCell<T> { UnsafeCell { value } }
    pub const fn into_inner(self) -> T { self.value }
}
impl<T: ?Sized> UnsafeCell<T> {
    pub const fn get(&self) -> *mut T { self as *const UnsafeCell<T> as *const T as *mut T }
    pub const fn get_mut(&mut self) -> &mut T { &mut self.value }
    pub const fn from_mut(value: &mut T) -> &mut UnsafeCell<T> { unsafe { &mut *(value as *mut T as *mut UnsafeCell<T>) } }
    pub const fn raw_get(this: *const Self) -> *mut T { this as *const T as *mut T }
}
impl<T: Default> Default for UnsafeCell<T> {
    fn default() -> Self { UnsafeCell::new(T::default()) }
}
impl<T> From<T> for UnsafeCell<T> {
    fn from(value: T) -> Self { UnsafeCell::new(value) }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<UnsafeCell<U>> for UnsafeCell<T> {}

#[repr(transparent)]
pub struct SyncUnsafeCell<T: ?Sized> {
    value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Sync> Sync for SyncUnsafeCell<T> {}
impl<T> SyncUnsafeCell<T> {
    pub const fn new(value: T) -> Self { SyncUnsafeCell { value: UnsafeCell::new(value) } }
    pub fn into_inner(self) -> T { self.value.into_inner() }
}
impl<T: ?Sized> SyncUnsafeCell<T> {
    pub const fn get(&self) -> *mut T { self.value.get() }
    pub fn get_mut(&mut self) -> &mut T { self.value.get_mut() }
    pub const fn raw_get(this: *const Self) -> *mut T { this as *const T as *mut T }
}

#[lang = "Cell"]
#[repr(transparent)]
pub struct Cell<T: ?Sized> {
    value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for Cell<T> {}
impl<T: ?Sized> !Sync for Cell<T> {}
impl<T> Cell<T> {
    pub const fn new(value: T) -> Cell<T> { Cell { value: UnsafeCell::new(value) } }
    pub fn set(&self, value: T) { self.replace(value); }
    pub fn swap(&self, other: &Self) {
        if crate::ptr::eq(self, other) {
            return;
        }
        unsafe { crate::ptr::swap(self.value.get(), other.value.get()) }
    }
    pub fn replace(&self, value: T) -> T { crate::mem::replace(unsafe { &mut *self.value.get() }, value) }
    pub fn into_inner(self) -> T { self.value.into_inner() }
    pub fn take(&self) -> T where T: Default { self.replace(T::default()) }
}
impl<T: Copy> Cell<T> {
    pub fn get(&self) -> T { unsafe { *self.value.get() } }
    pub fn update(&self, f: impl FnOnce(T) -> T) { self.set(f(self.get())) }
}
impl<T: ?Sized> Cell<T> {
    pub const fn as_ptr(&self) -> *mut T { self.value.get() }
    pub fn get_mut(&mut self) -> &mut T { self.value.get_mut() }
    pub fn from_mut(value: &mut T) -> &Cell<T> { unsafe { &*(value as *mut T as *const Cell<T>) } }
}
impl<T, const N: usize> Cell<[T; N]> {
    pub fn as_array_of_cells(&self) -> &[Cell<T>; N] { unsafe { &*(self as *const Cell<[T; N]> as *const [Cell<T>; N]) } }
}
impl<T> Cell<[T]> {
    pub fn as_slice_of_cells(&self) -> &[Cell<T>] { unsafe { &*(self as *const Cell<[T]> as *const [Cell<T>]) } }
}
impl<T: Copy> Clone for Cell<T> {
    fn clone(&self) -> Cell<T> { Cell::new(self.get()) }
}
impl<T: Default> Default for Cell<T> {
    fn default() -> Cell<T> { Cell::new(T::default()) }
}
impl<T: PartialEq + Copy> PartialEq for Cell<T> {
    fn eq(&self, other: &Cell<T>) -> bool { self.get() == other.get() }
}
impl<T: Eq + Copy> Eq for Cell<T> {}
impl<T: PartialOrd + Copy> PartialOrd for Cell<T> {
    fn partial_cmp(&self, other: &Cell<T>) -> Option<Ordering> { self.get().partial_cmp(&other.get()) }
}
impl<T: Ord + Copy> Ord for Cell<T> {
    fn cmp(&self, other: &Cell<T>) -> Ordering { self.get().cmp(&other.get()) }
}
impl<T> From<T> for Cell<T> {
    fn from(value: T) -> Cell<T> { Cell::new(value) }
}
impl<T: Copy + Debug> Debug for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Cell").field("value", &self.get()).finish() }
}

#[lang = "RefCell"]
pub struct RefCell<T: ?Sized> {
    borrow: Cell<isize>,
    value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for RefCell<T> {}
impl<T: ?Sized> !Sync for RefCell<T> {}
pub struct BorrowError(());
pub struct BorrowMutError(());
impl Debug for BorrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("BorrowError") }
}
impl Display for BorrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("RefCell already mutably borrowed") }
}
impl crate::error::Error for BorrowError {}
impl Debug for BorrowMutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("BorrowMutError") }
}
impl Display for BorrowMutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("RefCell already borrowed") }
}
impl crate::error::Error for BorrowMutError {}

#[cold]
fn already_borrowed() -> ! { panic!("{}", BorrowMutError(())) }
#[cold]
fn already_mutably_borrowed() -> ! { panic!("{}", BorrowError(())) }

impl<T> RefCell<T> {
    pub const fn new(value: T) -> RefCell<T> { RefCell { value: UnsafeCell::new(value), borrow: Cell::new(0) } }
    pub fn into_inner(self) -> T { self.value.into_inner() }
    pub fn replace(&self, value: T) -> T { crate::mem::replace(&mut *self.borrow_mut(), value) }
    pub fn replace_with<F: FnOnce(&mut T) -> T>(&self, f: F) -> T {
        let mut borrowed = self.borrow_mut();
        let replacement = f(&mut *borrowed);
        crate::mem::replace(&mut *borrowed, replacement)
    }
    pub fn swap(&self, other: &RefCell<T>) { crate::mem::swap(&mut *self.borrow_mut(), &mut *other.borrow_mut()) }
    pub fn take(&self) -> T where T: Default { self.replace(T::default()) }
}
impl<T: ?Sized> RefCell<T> {
    pub fn borrow(&self) -> Ref<'_, T> {
        match self.try_borrow() {
            Ok(borrowed) => borrowed,
            Err(_) => already_mutably_borrowed(),
        }
    }
    pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError> {
        let count = self.borrow.get();
        if count < 0 {
            return Err(BorrowError(()));
        }
        self.borrow.set(count + 1);
        Ok(Ref { value: unsafe { crate::ptr::NonNull::new_unchecked(self.value.get()) }, borrow: &self.borrow, marker: crate::marker::PhantomData })
    }
    pub fn borrow_mut(&self) -> RefMut<'_, T> {
        match self.try_borrow_mut() {
            Ok(borrowed) => borrowed,
            Err(_) => already_borrowed(),
        }
    }
    pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError> {
        if self.borrow.get() != 0 {
            return Err(BorrowMutError(()));
        }
        self.borrow.set(-1);
        Ok(RefMut { value: unsafe { crate::ptr::NonNull::new_unchecked(self.value.get()) }, borrow: &self.borrow, marker: crate::marker::PhantomData })
    }
    pub fn as_ptr(&self) -> *mut T { self.value.get() }
    pub fn get_mut(&mut self) -> &mut T { self.value.get_mut() }
}
impl<T: Clone> Clone for RefCell<T> {
    fn clone(&self) -> RefCell<T> { RefCell::new(self.borrow().clone()) }
}
impl<T: Default> Default for RefCell<T> {
    fn default() -> RefCell<T> { RefCell::new(T::default()) }
}
impl<T: ?Sized + PartialEq> PartialEq for RefCell<T> {
    fn eq(&self, other: &RefCell<T>) -> bool { *self.borrow() == *other.borrow() }
}
impl<T: ?Sized + Eq> Eq for RefCell<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for RefCell<T> {
    fn partial_cmp(&self, other: &RefCell<T>) -> Option<Ordering> { self.borrow().partial_cmp(&*other.borrow()) }
}
impl<T: ?Sized + Ord> Ord for RefCell<T> {
    fn cmp(&self, other: &RefCell<T>) -> Ordering { self.borrow().cmp(&*other.borrow()) }
}
impl<T> From<T> for RefCell<T> {
    fn from(value: T) -> RefCell<T> { RefCell::new(value) }
}
impl<T: ?Sized + Debug> Debug for RefCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("RefCell");
        match self.try_borrow() {
            Ok(borrowed) => builder.field("value", &borrowed),
            Err(_) => builder.field("value", &format_args!("<borrowed>")),
        };
        builder.finish()
    }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<RefCell<U>> for RefCell<T> {}

pub struct Ref<'b, T: ?Sized> {
    value: crate::ptr::NonNull<T>,
    borrow: &'b Cell<isize>,
    marker: crate::marker::PhantomData<&'b T>,
}
impl<'b, T: ?Sized> Ref<'b, T> {
    pub fn clone(orig: &Ref<'b, T>) -> Ref<'b, T> {
        orig.borrow.set(orig.borrow.get() + 1);
        Ref { value: orig.value, borrow: orig.borrow, marker: crate::marker::PhantomData }
    }
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Ref<'b, T>, f: F) -> Ref<'b, U> {
        let value = crate::ptr::NonNull::from(f(&*orig));
        let borrow = orig.borrow;
        crate::mem::forget(orig);
        Ref { value, borrow, marker: crate::marker::PhantomData }
    }
}
impl<'b, T: ?Sized> Ref<'b, T> {
    pub fn filter_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(orig: Ref<'b, T>, f: F) -> Result<Ref<'b, U>, Ref<'b, T>> {
        match f(&*orig) {
            Some(part) => {
                let value = crate::ptr::NonNull::from(part);
                let borrow = orig.borrow;
                crate::mem::forget(orig);
                Ok(Ref { value, borrow, marker: crate::marker::PhantomData })
            }
            None => Err(orig),
        }
    }
    pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&T) -> (&U, &V)>(orig: Ref<'b, T>, f: F) -> (Ref<'b, U>, Ref<'b, V>) {
        let (left, right) = f(&*orig);
        let (left, right) = (crate::ptr::NonNull::from(left), crate::ptr::NonNull::from(right));
        let borrow = orig.borrow;
        borrow.set(borrow.get() + 1);
        crate::mem::forget(orig);
        (Ref { value: left, borrow, marker: crate::marker::PhantomData }, Ref { value: right, borrow, marker: crate::marker::PhantomData })
    }
}
impl<T: ?Sized> Drop for Ref<'_, T> {
    fn drop(&mut self) { self.borrow.set(self.borrow.get() - 1); }
}
impl<T: ?Sized> Deref for Ref<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { unsafe { self.value.as_ref() } }
}
impl<T: ?Sized + Debug> Debug for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + Display> Display for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
pub struct RefMut<'b, T: ?Sized> {
    value: crate::ptr::NonNull<T>,
    borrow: &'b Cell<isize>,
    marker: crate::marker::PhantomData<&'b mut T>,
}
impl<'b, T: ?Sized> RefMut<'b, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(mut orig: RefMut<'b, T>, f: F) -> RefMut<'b, U> {
        let value = crate::ptr::NonNull::from(f(&mut *orig));
        let borrow = orig.borrow;
        crate::mem::forget(orig);
        RefMut { value, borrow, marker: crate::marker::PhantomData }
    }
}
impl<'b, T: ?Sized> RefMut<'b, T> {
    pub fn filter_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(mut orig: RefMut<'b, T>, f: F) -> Result<RefMut<'b, U>, RefMut<'b, T>> {
        let part = f(unsafe { orig.value.as_mut() }).map(|part| crate::ptr::NonNull::from(part));
        match part {
            Some(value) => {
                let borrow = orig.borrow;
                crate::mem::forget(orig);
                Ok(RefMut { value, borrow, marker: crate::marker::PhantomData })
            }
            None => Err(orig),
        }
    }
    /// Each half counts as one borrow for writing.
    pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&mut T) -> (&mut U, &mut V)>(mut orig: RefMut<'b, T>, f: F) -> (RefMut<'b, U>, RefMut<'b, V>) {
        let (left, right) = f(&mut *orig);
        let (left, right) = (crate::ptr::NonNull::from(left), crate::ptr::NonNull::from(right));
        let borrow = orig.borrow;
        borrow.set(borrow.get() - 1);
        crate::mem::forget(orig);
        (RefMut { value: left, borrow, marker: crate::marker::PhantomData }, RefMut { value: right, borrow, marker: crate::marker::PhantomData })
    }
}
impl<T: ?Sized> Drop for RefMut<'_, T> {
    fn drop(&mut self) { self.borrow.set(self.borrow.get() + 1); }
}
impl<T: ?Sized> Deref for RefMut<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { unsafe { self.value.as_ref() } }
}
impl<T: ?Sized> DerefMut for RefMut<'_, T> {
    fn deref_mut(&mut self) -> &mut T { unsafe { self.value.as_mut() } }
}
impl<T: ?Sized + Debug> Debug for RefMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + Display> Display for RefMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}

pub struct OnceCell<T> {
    inner: UnsafeCell<Option<T>>,
}
impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T> { OnceCell { inner: UnsafeCell::new(None) } }
    pub fn get(&self) -> Option<&T> { unsafe { &*self.inner.get() }.as_ref() }
    pub fn get_mut(&mut self) -> Option<&mut T> { self.inner.get_mut().as_mut() }
    pub fn set(&self, value: T) -> Result<(), T> {
        if self.get().is_some() {
            return Err(value);
        }
        unsafe { *self.inner.get() = Some(value) };
        Ok(())
    }
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        if let Some(value) = self.get() {
            return value;
        }
        let value = f();
        if self.set(value).is_err() {
            panic!("reentrant init");
        }
        self.get().unwrap()
    }
    pub fn into_inner(self) -> Option<T> { self.inner.into_inner() }
    pub fn take(&mut self) -> Option<T> { self.inner.get_mut().take() }
}
impl<T> From<T> for OnceCell<T> {
    fn from(value: T) -> OnceCell<T> { OnceCell { inner: UnsafeCell::new(Some(value)) } }
}
impl<T: PartialEq> PartialEq for OnceCell<T> {
    fn eq(&self, other: &OnceCell<T>) -> bool { self.get() == other.get() }
}
impl<T: Eq> Eq for OnceCell<T> {}
impl<T> Default for OnceCell<T> {
    fn default() -> Self { OnceCell::new() }
}
impl<T: Clone> Clone for OnceCell<T> {
    fn clone(&self) -> Self { OnceCell { inner: UnsafeCell::new(self.get().cloned()) } }
}
impl<T: Debug> Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_tuple("OnceCell");
        match self.get() {
            Some(value) => builder.field(value),
            None => builder.field(&format_args!("<uninit>")),
        };
        builder.finish()
    }
}
pub struct LazyCell<T, F = fn() -> T> {
    cell: OnceCell<T>,
    init: Cell<Option<F>>,
}
impl<T, F: FnOnce() -> T> LazyCell<T, F> {
    pub const fn new(init: F) -> LazyCell<T, F> { LazyCell { cell: OnceCell::new(), init: Cell::new(Some(init)) } }
    pub fn force(this: &LazyCell<T, F>) -> &T {
        this.cell.get_or_init(|| match this.init.take() {
            Some(init) => init(),
            None => panic!("LazyCell instance has previously been poisoned"),
        })
    }
    pub fn force_mut(this: &mut LazyCell<T, F>) -> &mut T {
        LazyCell::force(this);
        this.cell.get_mut().unwrap()
    }
}
impl<T, F> LazyCell<T, F> {
    pub fn get(this: &LazyCell<T, F>) -> Option<&T> { this.cell.get() }
    pub fn get_mut(this: &mut LazyCell<T, F>) -> Option<&mut T> { this.cell.get_mut() }
}
impl<T, F: FnOnce() -> T> Deref for LazyCell<T, F> {
    type Target = T;
    fn deref(&self) -> &T { LazyCell::force(self) }
}
