use crate::fmt;
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, Deref, DerefMut};

#[lang = "pin"]
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Pin<P> {
    #[doc(hidden)]
    pub __pointer: P,
}
impl<P: Deref<Target: Unpin>> Pin<P> {
    pub fn new(pointer: P) -> Pin<P> { Pin { __pointer: pointer } }
    pub fn into_inner(pin: Pin<P>) -> P { pin.__pointer }
}
impl<P: Deref> Pin<P> {
    #[lang = "new_unchecked"]
    pub unsafe fn new_unchecked(pointer: P) -> Pin<P> { Pin { __pointer: pointer } }
    pub fn as_ref(&self) -> Pin<&P::Target> { Pin { __pointer: &*self.__pointer } }
    pub unsafe fn into_inner_unchecked(pin: Pin<P>) -> P { pin.__pointer }
}
impl<P: DerefMut> Pin<P> {
    pub fn as_mut(&mut self) -> Pin<&mut P::Target> { Pin { __pointer: &mut *self.__pointer } }
    pub fn set(&mut self, value: P::Target) where P::Target: Sized { *self.__pointer = value }
}
impl<'a, T: ?Sized> Pin<&'a T> {
    pub fn get_ref(self) -> &'a T { self.__pointer }
    pub unsafe fn map_unchecked<U: ?Sized, F: FnOnce(&T) -> &U>(self, f: F) -> Pin<&'a U> { Pin { __pointer: f(self.__pointer) } }
}
impl<'a, T: ?Sized> Pin<&'a mut T> {
    pub fn into_ref(self) -> Pin<&'a T> { Pin { __pointer: self.__pointer } }
    pub fn get_mut(self) -> &'a mut T where T: Unpin { self.__pointer }
    pub unsafe fn get_unchecked_mut(self) -> &'a mut T { self.__pointer }
    pub unsafe fn map_unchecked_mut<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(self, f: F) -> Pin<&'a mut U> { Pin { __pointer: f(self.__pointer) } }
}
impl<T: ?Sized> Pin<&'static T> {
    pub const fn static_ref(pointer: &'static T) -> Pin<&'static T> { Pin { __pointer: pointer } }
}
impl<T: ?Sized> Pin<&'static mut T> {
    pub fn static_mut(pointer: &'static mut T) -> Pin<&'static mut T> { Pin { __pointer: pointer } }
}
impl<'a, P: DerefMut> Pin<&'a mut Pin<P>> {
    pub fn as_deref_mut(self) -> Pin<&'a mut P::Target> { unsafe { self.get_unchecked_mut() }.as_mut() }
}
impl<P: Deref> Deref for Pin<P> {
    type Target = P::Target;
    fn deref(&self) -> &P::Target { &*self.__pointer }
}
impl<P: DerefMut<Target: Unpin>> DerefMut for Pin<P> {
    fn deref_mut(&mut self) -> &mut P::Target { &mut *self.__pointer }
}
impl<P: CoerceUnsized<U>, U> CoerceUnsized<Pin<U>> for Pin<P> {}
impl<P: fmt::Debug> fmt::Debug for Pin<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.__pointer, f) }
}
impl<P: fmt::Display> fmt::Display for Pin<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.__pointer, f) }
}
impl<P: fmt::Pointer> fmt::Pointer for Pin<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.__pointer, f) }
}
impl<T: ?Sized> From<Box<T>> for Pin<Box<T>> {
    fn from(boxed: Box<T>) -> Pin<Box<T>> { Box::into_pin(boxed) }
}
impl<P: DerefMut<Target: crate::future::Future>> crate::future::Future for Pin<P> {
    type Output = <<P as Deref>::Target as crate::future::Future>::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<Self::Output> {
        let inner: &mut Pin<P> = unsafe { Pin::get_unchecked_mut(self) };
        inner.as_mut().poll(cx)
    }
}
