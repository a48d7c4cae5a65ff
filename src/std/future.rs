use crate::fmt;
use crate::ops::DerefMut;
use crate::pin::Pin;
use crate::task::{Context, Poll};

#[lang = "future_trait"]
pub trait Future {
    #[lang = "future_output"]
    type Output;
    #[lang = "poll"]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output>;
}
pub trait IntoFuture {
    type Output;
    type IntoFuture: Future<Output = Self::Output>;
    #[lang = "into_future"]
    fn into_future(self) -> Self::IntoFuture;
}
impl<F: Future> IntoFuture for F {
    type Output = F::Output;
    type IntoFuture = F;
    fn into_future(self) -> F { self }
}
impl<F: ?Sized + Future + Unpin> Future for &mut F {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> { Pin::new(&mut **self).poll(cx) }
}

pub struct PollFn<F> {
    f: F,
}
impl<F: Unpin> Unpin for PollFn<F> {}
pub fn poll_fn<T, F: FnMut(&mut Context<'_>) -> Poll<T>>(f: F) -> PollFn<F> { PollFn { f } }
impl<T, F: FnMut(&mut Context<'_>) -> Poll<T>> Future for PollFn<F> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> { (unsafe { &mut self.get_unchecked_mut().f })(cx) }
}
impl<F> fmt::Debug for PollFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("PollFn").finish() }
}

#[derive(Debug, Clone)]
pub struct Ready<T>(Option<T>);
impl<T> Ready<T> {
    pub fn into_inner(self) -> T { self.0.expect("Called `into_inner()` on `Ready` after completion") }
}
impl<T> Unpin for Ready<T> {}
pub fn ready<T>(value: T) -> Ready<T> { Ready(Some(value)) }
impl<T> Future for Ready<T> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<T> { Poll::Ready(self.0.take().expect("`Ready` polled after completion")) }
}
pub struct Pending<T> {
    marker: crate::marker::PhantomData<fn() -> T>,
}
pub fn pending<T>() -> Pending<T> { Pending { marker: crate::marker::PhantomData } }
impl<T> Future for Pending<T> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<T> { Poll::Pending }
}
impl<T> Clone for Pending<T> {
    fn clone(&self) -> Pending<T> { pending() }
}
impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Pending").finish() }
}
