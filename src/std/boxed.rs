use crate::fmt;
use crate::intrinsics;
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, Deref, DerefMut};
use crate::pin::Pin;

/// The compiler knows this type: `*b` is its content, and moving out of `*b` is allowed. Dropping a
/// Box drops the content and then frees the memory.
#[lang = "owned_box"]
pub struct Box<T: ?Sized> {
    pointer: crate::ptr::NonNull<T>,
    marker: crate::marker::PhantomData<T>,
}
unsafe impl<T: ?Sized + Send> Send for Box<T> {}
unsafe impl<T: ?Sized + Sync> Sync for Box<T> {}
impl<T: ?Sized> Unpin for Box<T> {}

fn allocate_for<T>() -> *mut T {
    let size = size_of::<T>();
    if size == 0 { crate::ptr::dangling_mut::<T>() } else { intrinsics::allocate(size, align_of::<T>()) as *mut T }
}
impl<T> Box<T> {
    pub fn new(value: T) -> Box<T> {
        let pointer = allocate_for::<T>();
        intrinsics::write_via_move(pointer, value);
        unsafe { Box::from_raw(pointer) }
    }
    pub fn new_uninit() -> Box<crate::mem::MaybeUninit<T>> { Box::new(crate::mem::MaybeUninit::uninit()) }
    pub fn new_zeroed() -> Box<crate::mem::MaybeUninit<T>> { Box::new(crate::mem::MaybeUninit::zeroed()) }
    pub fn pin(value: T) -> Pin<Box<T>> { Box::into_pin(Box::new(value)) }
    pub fn into_inner(boxed: Box<T>) -> T { *boxed }
}
impl<T: ?Sized> Box<T> {
    pub unsafe fn from_raw(pointer: *mut T) -> Box<T> { Box { pointer: unsafe { crate::ptr::NonNull::new_unchecked(pointer) }, marker: crate::marker::PhantomData } }
    pub fn into_raw(boxed: Box<T>) -> *mut T {
        let mut boxed = crate::mem::ManuallyDrop::new(boxed);
        &raw mut **boxed
    }
    pub fn leak<'a>(boxed: Box<T>) -> &'a mut T where T: 'a { unsafe { &mut *Box::into_raw(boxed) } }
    pub fn into_pin(boxed: Box<T>) -> Pin<Box<T>> { unsafe { Pin::new_unchecked(boxed) } }
    pub fn as_ptr(boxed: &Box<T>) -> *const T { &raw const **boxed }
    pub fn as_mut_ptr(boxed: &mut Box<T>) -> *mut T { &raw mut **boxed }
}
impl<T> Box<[T]> {
    pub fn new_uninit_slice(len: usize) -> Box<[crate::mem::MaybeUninit<T>]> {
        let mut vec = Vec::with_capacity(len);
        unsafe { vec.set_len(len) };
        vec.into_boxed_slice()
    }
    pub fn new_zeroed_slice(len: usize) -> Box<[crate::mem::MaybeUninit<T>]> {
        let mut boxed = Box::<[T]>::new_uninit_slice(len);
        intrinsics::write_bytes(boxed.as_mut_ptr(), 0, len);
        boxed
    }
}
impl<T> Box<[crate::mem::MaybeUninit<T>]> {
    pub unsafe fn assume_init(self) -> Box<[T]> { unsafe { Box::from_raw(Box::into_raw(self) as *mut [T]) } }
}
impl<T> Box<crate::mem::MaybeUninit<T>> {
    pub unsafe fn assume_init(self) -> Box<T> { unsafe { Box::from_raw(Box::into_raw(self) as *mut T) } }
    pub fn write(mut boxed: Self, value: T) -> Box<T> {
        (*boxed).write(value);
        unsafe { boxed.assume_init() }
    }
}
impl Box<dyn crate::any::Any> {
    pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Self> {
        if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
    }
}
impl Box<dyn crate::any::Any + Send> {
    pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Self> {
        if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
    }
}
impl Box<dyn crate::any::Any + Send + Sync> {
    pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Self> {
        if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
    }
}
impl Box<dyn crate::error::Error> {
    pub fn downcast<T: crate::error::Error + 'static>(self) -> Result<Box<T>, Self> {
        if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
    }
}
impl Box<dyn crate::error::Error + Send> {
    pub fn downcast<T: crate::error::Error + 'static>(self) -> Result<Box<T>, Self> {
        if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
    }
}
impl Box<dyn crate::error::Error + Send + Sync> {
    pub fn downcast<T: crate::error::Error + 'static>(self) -> Result<Box<T>, Self> {
        if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
    }
}
/// Frees the memory; the content was dropped before.
#[lang = "box_free"]
unsafe fn box_free<T: ?Sized>(pointer: *mut T) { intrinsics::box_free(pointer) }

impl<T: ?Sized> Deref for Box<T> {
    type Target = T;
    fn deref(&self) -> &T { &**self }
}
impl<T: ?Sized> DerefMut for Box<T> {
    fn deref_mut(&mut self) -> &mut T { &mut **self }
}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Box<U>> for Box<T> {}
impl<T: Clone> Clone for Box<T> {
    fn clone(&self) -> Box<T> { Box::new((**self).clone()) }
    fn clone_from(&mut self, source: &Box<T>) { (**self).clone_from(&**source) }
}
impl<T: Clone> Clone for Box<[T]> {
    fn clone(&self) -> Box<[T]> { (**self).to_vec().into_boxed_slice() }
}
impl Clone for Box<str> {
    fn clone(&self) -> Box<str> { String::from(&**self).into_boxed_str() }
}
impl<T> Default for Box<[T]> {
    fn default() -> Box<[T]> { crate::vec::Vec::new().into_boxed_slice() }
}
impl<T: Default> Default for Box<T> {
    fn default() -> Box<T> { Box::new(T::default()) }
}
impl<T: ?Sized + PartialEq> PartialEq for Box<T> {
    fn eq(&self, other: &Box<T>) -> bool { **self == **other }
}
impl<T: ?Sized + Eq> Eq for Box<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for Box<T> {
    fn partial_cmp(&self, other: &Box<T>) -> Option<crate::cmp::Ordering> { (**self).partial_cmp(&**other) }
}
impl<T: ?Sized + Ord> Ord for Box<T> {
    fn cmp(&self, other: &Box<T>) -> crate::cmp::Ordering { (**self).cmp(&**other) }
}
impl<T: ?Sized + crate::hash::Hash> crate::hash::Hash for Box<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { (**self).hash(state) }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + fmt::Display> fmt::Display for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized> fmt::Pointer for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&(&raw const **self), f) }
}
impl<T> From<T> for Box<T> {
    fn from(value: T) -> Box<T> { Box::new(value) }
}
impl From<&str> for Box<str> {
    fn from(text: &str) -> Box<str> { String::from(text).into_boxed_str() }
}
impl From<&mut str> for Box<str> {
    fn from(text: &mut str) -> Box<str> { String::from(&*text).into_boxed_str() }
}
impl<'a> From<crate::borrow::Cow<'a, str>> for Box<str> {
    fn from(text: crate::borrow::Cow<'a, str>) -> Box<str> { text.into_owned().into_boxed_str() }
}
impl<'a, T: Clone> From<crate::borrow::Cow<'a, [T]>> for Box<[T]> {
    fn from(slice: crate::borrow::Cow<'a, [T]>) -> Box<[T]> { slice.into_owned().into_boxed_slice() }
}
impl<T: Clone> From<&mut [T]> for Box<[T]> {
    fn from(slice: &mut [T]) -> Box<[T]> { slice.to_vec().into_boxed_slice() }
}
impl<T, const N: usize> From<[T; N]> for Box<[T]> {
    fn from(array: [T; N]) -> Box<[T]> { crate::vec::from_array(array).into_boxed_slice() }
}
impl From<String> for Box<str> {
    fn from(text: String) -> Box<str> { text.into_boxed_str() }
}
impl From<Box<str>> for Box<[u8]> {
    fn from(text: Box<str>) -> Box<[u8]> { text.into_boxed_bytes() }
}
impl<T> From<Vec<T>> for Box<[T]> {
    fn from(vec: Vec<T>) -> Box<[T]> { vec.into_boxed_slice() }
}
impl<T: Clone> From<&[T]> for Box<[T]> {
    fn from(slice: &[T]) -> Box<[T]> { slice.to_vec().into_boxed_slice() }
}
impl<'a, E: crate::error::Error + 'a> From<E> for Box<dyn crate::error::Error + 'a> {
    fn from(error: E) -> Box<dyn crate::error::Error + 'a> { Box::new(error) }
}
impl<'a, E: crate::error::Error + Send + Sync + 'a> From<E> for Box<dyn crate::error::Error + Send + Sync + 'a> {
    fn from(error: E) -> Box<dyn crate::error::Error + Send + Sync + 'a> { Box::new(error) }
}
impl<'a> From<&str> for Box<dyn crate::error::Error + 'a> {
    fn from(text: &str) -> Box<dyn crate::error::Error + 'a> { Box::new(crate::error::StringError(String::from(text))) }
}
impl<'a> From<&str> for Box<dyn crate::error::Error + Send + Sync + 'a> {
    fn from(text: &str) -> Box<dyn crate::error::Error + Send + Sync + 'a> { Box::new(crate::error::StringError(String::from(text))) }
}
impl<'a> From<String> for Box<dyn crate::error::Error + 'a> {
    fn from(text: String) -> Box<dyn crate::error::Error + 'a> { Box::new(crate::error::StringError(text)) }
}
impl<'a> From<String> for Box<dyn crate::error::Error + Send + Sync + 'a> {
    fn from(text: String) -> Box<dyn crate::error::Error + Send + Sync + 'a> { Box::new(crate::error::StringError(text)) }
}
impl<'a, 'b> From<crate::borrow::Cow<'b, str>> for Box<dyn crate::error::Error + 'a> {
    fn from(text: crate::borrow::Cow<'b, str>) -> Box<dyn crate::error::Error + 'a> { Box::new(crate::error::StringError(text.into_owned())) }
}
impl<'a, 'b> From<crate::borrow::Cow<'b, str>> for Box<dyn crate::error::Error + Send + Sync + 'a> {
    fn from(text: crate::borrow::Cow<'b, str>) -> Box<dyn crate::error::Error + Send + Sync + 'a> { Box::new(crate::error::StringError(text.into_owned())) }
}
impl<T: ?Sized> AsRef<T> for Box<T> {
    fn as_ref(&self) -> &T { &**self }
}
impl<T: ?Sized> AsMut<T> for Box<T> {
    fn as_mut(&mut self) -> &mut T { &mut **self }
}
impl<T: ?Sized> crate::borrow::Borrow<T> for Box<T> {
    fn borrow(&self) -> &T { &**self }
}
impl<T: ?Sized> crate::borrow::BorrowMut<T> for Box<T> {
    fn borrow_mut(&mut self) -> &mut T { &mut **self }
}
impl<I: ?Sized + Iterator> Iterator for Box<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { (**self).next() }
    fn size_hint(&self) -> (usize, Option<usize>) { (**self).size_hint() }
}
impl<I: ?Sized + DoubleEndedIterator> DoubleEndedIterator for Box<I> {
    fn next_back(&mut self) -> Option<I::Item> { (**self).next_back() }
}
impl<A: crate::marker::Tuple, F: ?Sized + FnOnce<A>> FnOnce<A> for Box<F> {
    type Output = <F as FnOnce<A>>::Output;
    extern "rust-call" fn call_once(self, args: A) -> Self::Output { <F as FnOnce<A>>::call_once(*self, args) }
}
impl<A: crate::marker::Tuple, F: ?Sized + FnMut<A>> FnMut<A> for Box<F> {
    extern "rust-call" fn call_mut(&mut self, args: A) -> Self::Output { <F as FnMut<A>>::call_mut(&mut **self, args) }
}
impl<A: crate::marker::Tuple, F: ?Sized + Fn<A>> Fn<A> for Box<F> {
    extern "rust-call" fn call(&self, args: A) -> Self::Output { <F as Fn<A>>::call(&**self, args) }
}
impl<F: ?Sized + crate::future::Future + Unpin> crate::future::Future for Box<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<F::Output> { Pin::new(&mut **self).poll(cx) }
}
impl<T> FromIterator<T> for Box<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Box<[T]> { iter.into_iter().collect::<Vec<T>>().into_boxed_slice() }
}
