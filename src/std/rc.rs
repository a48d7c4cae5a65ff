use crate::cell::Cell;
use crate::fmt;
use crate::marker::{PhantomData, Unsize};
use crate::ops::{CoerceUnsized, Deref};
use crate::pin::Pin;
use crate::ptr::NonNull;

#[repr(C)]
struct RcInner<T: ?Sized> {
    strong: Cell<usize>,
    weak: Cell<usize>,
    value: T,
}
macro_rules! counted {
    ($lang:literal $Rc:ident $Weak:ident $Inner:ident) => {
        #[lang = $lang]
        pub struct $Rc<T: ?Sized> {
            pointer: NonNull<$Inner<T>>,
            marker: PhantomData<$Inner<T>>,
        }
        pub struct $Weak<T: ?Sized> {
            pointer: NonNull<$Inner<T>>,
        }
        impl<T: ?Sized> Unpin for $Rc<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<$Rc<U>> for $Rc<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<$Weak<U>> for $Weak<T> {}
        impl<T: ?Sized> Deref for $Rc<T> {
            type Target = T;
            fn deref(&self) -> &T { &self.inner().value }
        }
        impl<T: ?Sized> AsRef<T> for $Rc<T> {
            fn as_ref(&self) -> &T { &**self }
        }
        impl<T: ?Sized> crate::borrow::Borrow<T> for $Rc<T> {
            fn borrow(&self) -> &T { &**self }
        }
        impl<T: Default> Default for $Rc<T> {
            fn default() -> $Rc<T> { $Rc::new(T::default()) }
        }
        impl<T: ?Sized + PartialEq> PartialEq for $Rc<T> {
            fn eq(&self, other: &$Rc<T>) -> bool { **self == **other }
        }
        impl<T: ?Sized + Eq> Eq for $Rc<T> {}
        impl<T: ?Sized + PartialOrd> PartialOrd for $Rc<T> {
            fn partial_cmp(&self, other: &$Rc<T>) -> Option<crate::cmp::Ordering> { (**self).partial_cmp(&**other) }
        }
        impl<T: ?Sized + Ord> Ord for $Rc<T> {
            fn cmp(&self, other: &$Rc<T>) -> crate::cmp::Ordering { (**self).cmp(&**other) }
        }
        impl<T: ?Sized + crate::hash::Hash> crate::hash::Hash for $Rc<T> {
            fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { (**self).hash(state) }
        }
        impl<T: ?Sized + fmt::Display> fmt::Display for $Rc<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
        }
        impl<T: ?Sized + fmt::Debug> fmt::Debug for $Rc<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
        }
        impl<T: ?Sized> fmt::Pointer for $Rc<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&(&raw const **self), f) }
        }
        impl<T: ?Sized> fmt::Debug for $Weak<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("(Weak)") }
        }
        impl<T> Default for $Weak<T> {
            fn default() -> $Weak<T> { $Weak::new() }
        }
        impl<T> From<T> for $Rc<T> {
            fn from(value: T) -> $Rc<T> { $Rc::new(value) }
        }
        impl From<&str> for $Rc<str> {
            fn from(text: &str) -> $Rc<str> {
                let bytes: $Rc<[u8]> = $Rc::from(text.as_bytes());
                let raw = $Rc::into_raw(bytes);
                unsafe { $Rc::from_raw(raw as *const str) }
            }
        }
        impl From<String> for $Rc<str> {
            fn from(text: String) -> $Rc<str> { $Rc::from(text.as_str()) }
        }
        impl<T: Clone> From<&[T]> for $Rc<[T]> {
            fn from(slice: &[T]) -> $Rc<[T]> { $Rc::from(slice.to_vec()) }
        }
        impl<T> From<Vec<T>> for $Rc<[T]> {
            fn from(mut vec: Vec<T>) -> $Rc<[T]> {
                unsafe {
                    let len = vec.len();
                    let head = crate::mem::offset_of!($Inner<[T; 0]>, value);
                    let align = align_of::<$Inner<[T; 0]>>();
                    let size = (head + len * size_of::<T>() + align - 1) / align * align;
                    let memory = crate::intrinsics::allocate(size, align);
                    let counts = memory as *mut $Inner<()>;
                    $Rc::<()>::init_counts(counts);
                    crate::ptr::copy_nonoverlapping(vec.as_ptr(), memory.add(head) as *mut T, len);
                    vec.set_len(0);
                    let pointer = crate::ptr::slice_from_raw_parts_mut(memory as *mut T, len) as *mut $Inner<[T]>;
                    $Rc { pointer: NonNull::new_unchecked(pointer), marker: PhantomData }
                }
            }
        }
        impl<T> FromIterator<T> for $Rc<[T]> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> $Rc<[T]> { $Rc::from(iter.into_iter().collect::<Vec<T>>()) }
        }
        impl<T> $Rc<T> {
            pub fn new_uninit() -> $Rc<crate::mem::MaybeUninit<T>> { $Rc::new(crate::mem::MaybeUninit::uninit()) }
            pub fn new_zeroed() -> $Rc<crate::mem::MaybeUninit<T>> { $Rc::new(crate::mem::MaybeUninit::zeroed()) }
        }
        impl<T> $Rc<crate::mem::MaybeUninit<T>> {
            pub unsafe fn assume_init(self) -> $Rc<T> { unsafe { $Rc::from_raw($Rc::into_raw(self) as *const T) } }
        }
        impl<T: Clone> From<&mut [T]> for $Rc<[T]> {
            fn from(slice: &mut [T]) -> $Rc<[T]> { $Rc::from(&*slice) }
        }
        impl From<&mut str> for $Rc<str> {
            fn from(text: &mut str) -> $Rc<str> { $Rc::from(&*text) }
        }
        impl From<$Rc<str>> for $Rc<[u8]> {
            fn from(text: $Rc<str>) -> $Rc<[u8]> { unsafe { $Rc::from_raw($Rc::into_raw(text) as *const [u8]) } }
        }
        impl<T> From<Box<T>> for $Rc<T> {
            fn from(boxed: Box<T>) -> $Rc<T> { $Rc::new(*boxed) }
        }
        impl From<Box<str>> for $Rc<str> {
            fn from(boxed: Box<str>) -> $Rc<str> { $Rc::from(&*boxed) }
        }
        impl<T> From<Box<[T]>> for $Rc<[T]> {
            fn from(boxed: Box<[T]>) -> $Rc<[T]> { $Rc::from(boxed.into_vec()) }
        }
        impl<'a> From<crate::borrow::Cow<'a, str>> for $Rc<str> {
            fn from(text: crate::borrow::Cow<'a, str>) -> $Rc<str> { $Rc::from(&*text) }
        }
        impl<T, const N: usize> From<[T; N]> for $Rc<[T]> {
            fn from(array: [T; N]) -> $Rc<[T]> { $Rc::from(crate::vec::from_array(array)) }
        }
        impl<T> $Rc<T> {
            pub fn pin(value: T) -> Pin<$Rc<T>> { unsafe { Pin::new_unchecked($Rc::new(value)) } }
            pub fn unwrap_or_clone(this: Self) -> T where T: Clone { $Rc::try_unwrap(this).unwrap_or_else(|shared| (*shared).clone()) }
        }
        impl<T: ?Sized> $Rc<T> {
            pub fn as_ptr(this: &Self) -> *const T { unsafe { &raw const (*this.pointer.as_ptr()).value } }
            pub fn into_raw(this: Self) -> *const T {
                let this = crate::mem::ManuallyDrop::new(this);
                $Rc::as_ptr(&*this)
            }
            pub fn ptr_eq(this: &Self, other: &Self) -> bool { this.pointer.as_ptr() as *const () == other.pointer.as_ptr() as *const () }
            fn inner(&self) -> &$Inner<T> { unsafe { self.pointer.as_ref() } }
            pub unsafe fn from_raw(pointer: *const T) -> Self {
                unsafe {
                    let align = align_of_val(&*pointer);
                    let head = (2 * size_of::<usize>() + align - 1) / align * align;
                    let start = (pointer as *const u8).sub(head);
                    let inner = crate::intrinsics::ptr_from_parts::<T, $Inner<T>>(start, pointer);
                    $Rc { pointer: NonNull::new_unchecked(inner as *mut $Inner<T>), marker: PhantomData }
                }
            }
            pub fn make_mut(this: &mut Self) -> &mut T where T: Clone {
                if $Rc::get_mut(this).is_none() {
                    *this = $Rc::new((**this).clone());
                }
                unsafe { &mut (*this.pointer.as_ptr()).value }
            }
            pub unsafe fn get_mut_unchecked(this: &mut Self) -> &mut T { unsafe { &mut (*this.pointer.as_ptr()).value } }
        }
        impl<T> $Weak<T> {
            pub const fn new() -> $Weak<T> { $Weak { pointer: unsafe { NonNull::new_unchecked(crate::ptr::without_provenance_mut::<$Inner<T>>(usize::MAX)) } } }
        }
        impl<T: ?Sized> $Weak<T> {
            fn is_empty(&self) -> bool { self.pointer.as_ptr() as *const () as usize == usize::MAX }
            pub fn ptr_eq(&self, other: &Self) -> bool { self.pointer.as_ptr() as *const () == other.pointer.as_ptr() as *const () }
            pub fn as_ptr(&self) -> *const T { unsafe { &raw const (*self.pointer.as_ptr()).value } }
            pub fn into_raw(self) -> *const T { crate::mem::ManuallyDrop::new(self).as_ptr() }
        }
        impl<T> $Weak<T> {
            pub unsafe fn from_raw(pointer: *const T) -> Self {
                let align = align_of::<T>();
                let head = (2 * size_of::<usize>() + align - 1) / align * align;
                let inner = (pointer as *const u8).wrapping_sub(head) as *mut $Inner<T>;
                $Weak { pointer: unsafe { NonNull::new_unchecked(inner) } }
            }
        }
    };
}
pub(crate) use counted;

counted!("Rc" Rc Weak RcInner);
impl<T: ?Sized> !Send for Rc<T> {}
impl<T: ?Sized> !Sync for Rc<T> {}
impl<T: ?Sized> !Send for Weak<T> {}
impl<T: ?Sized> !Sync for Weak<T> {}
impl<T> Rc<T> {
    pub fn new(value: T) -> Rc<T> {
        let inner = Box::new(RcInner { strong: Cell::new(1), weak: Cell::new(1), value });
        Rc { pointer: unsafe { NonNull::new_unchecked(Box::into_raw(inner)) }, marker: PhantomData }
    }
    unsafe fn init_counts(counts: *mut RcInner<()>) {
        unsafe {
            (&raw mut (*counts).strong).write(Cell::new(1));
            (&raw mut (*counts).weak).write(Cell::new(1));
        }
    }
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(f: F) -> Rc<T> {
        let inner: Box<RcInner<crate::mem::MaybeUninit<T>>> = Box::new(RcInner { strong: Cell::new(0), weak: Cell::new(1), value: crate::mem::MaybeUninit::uninit() });
        let pointer = Box::into_raw(inner) as *mut RcInner<T>;
        let weak = Weak { pointer: unsafe { NonNull::new_unchecked(pointer) } };
        let value = f(&weak);
        unsafe {
            (&raw mut (*pointer).value).write(value);
            (*pointer).strong.set(1);
        }
        crate::mem::forget(weak);
        Rc { pointer: unsafe { NonNull::new_unchecked(pointer) }, marker: PhantomData }
    }
    pub fn try_unwrap(this: Self) -> Result<T, Self> {
        if Rc::strong_count(&this) == 1 {
            let this = crate::mem::ManuallyDrop::new(this);
            unsafe {
                let value = crate::ptr::read(&raw const (*this.pointer.as_ptr()).value);
                this.inner().strong.set(0);
                drop(Weak { pointer: this.pointer });
                Ok(value)
            }
        } else {
            Err(this)
        }
    }
    pub fn into_inner(this: Self) -> Option<T> { Rc::try_unwrap(this).ok() }
}
impl<T: ?Sized> Rc<T> {
    pub fn strong_count(this: &Self) -> usize { this.inner().strong.get() }
    pub fn weak_count(this: &Self) -> usize { this.inner().weak.get() - 1 }
    pub fn downgrade(this: &Self) -> Weak<T> {
        this.inner().weak.set(this.inner().weak.get() + 1);
        Weak { pointer: this.pointer }
    }
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        if Rc::strong_count(this) == 1 && Rc::weak_count(this) == 0 { Some(unsafe { &mut (*this.pointer.as_ptr()).value }) } else { None }
    }
    pub unsafe fn increment_strong_count(pointer: *const T) {
        let rc = crate::mem::ManuallyDrop::new(unsafe { Rc::from_raw(pointer) });
        let _kept = crate::mem::ManuallyDrop::new((*rc).clone());
    }
    pub unsafe fn decrement_strong_count(pointer: *const T) { drop(unsafe { Rc::from_raw(pointer) }) }
}
impl<T: ?Sized> Clone for Rc<T> {
    fn clone(&self) -> Rc<T> {
        self.inner().strong.set(self.inner().strong.get() + 1);
        Rc { pointer: self.pointer, marker: PhantomData }
    }
}
unsafe impl<#[may_dangle] T: ?Sized> Drop for Rc<T> {
    fn drop(&mut self) {
        let strong = self.inner().strong.get() - 1;
        self.inner().strong.set(strong);
        if strong == 0 {
            let weak = Weak { pointer: self.pointer };
            unsafe { crate::ptr::drop_in_place(&raw mut (*self.pointer.as_ptr()).value) };
            drop(weak);
        }
    }
}
impl<T: ?Sized> Weak<T> {
    pub fn upgrade(&self) -> Option<Rc<T>> {
        if self.is_empty() {
            return None;
        }
        unsafe {
            let strong = &(*self.pointer.as_ptr()).strong;
            if strong.get() == 0 {
                return None;
            }
            strong.set(strong.get() + 1);
        }
        Some(Rc { pointer: self.pointer, marker: PhantomData })
    }
    pub fn strong_count(&self) -> usize { if self.is_empty() { 0 } else { unsafe { (*self.pointer.as_ptr()).strong.get() } } }
    pub fn weak_count(&self) -> usize {
        if self.is_empty() {
            return 0;
        }
        unsafe {
            let weak = (*self.pointer.as_ptr()).weak.get();
            if (*self.pointer.as_ptr()).strong.get() > 0 { weak - 1 } else { 0 }
        }
    }
}
impl<T: ?Sized> Clone for Weak<T> {
    fn clone(&self) -> Weak<T> {
        if !self.is_empty() {
            unsafe {
                let weak = &(*self.pointer.as_ptr()).weak;
                weak.set(weak.get() + 1);
            }
        }
        Weak { pointer: self.pointer }
    }
}
unsafe impl<#[may_dangle] T: ?Sized> Drop for Weak<T> {
    fn drop(&mut self) {
        if self.is_empty() {
            return;
        }
        unsafe {
            let weak = &(*self.pointer.as_ptr()).weak;
            weak.set(weak.get() - 1);
            if weak.get() == 0 {
                crate::intrinsics::box_free(self.pointer.as_ptr());
            }
        }
    }
}

impl Rc<dyn crate::any::Any> {
    pub fn downcast<T: crate::any::Any>(self) -> Result<Rc<T>, Self> {
        if (*self).is::<T>() { Ok(unsafe { Rc::from_raw(Rc::into_raw(self) as *const T) }) } else { Err(self) }
    }
}
impl crate::sync::Arc<dyn crate::any::Any + Send + Sync> {
    pub fn downcast<T: crate::any::Any + Send + Sync>(self) -> Result<crate::sync::Arc<T>, Self> {
        if (*self).is::<T>() { Ok(unsafe { crate::sync::Arc::from_raw(crate::sync::Arc::into_raw(self) as *const T) }) } else { Err(self) }
    }
}
