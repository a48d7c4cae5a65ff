use crate::fmt;
use crate::marker::PhantomData;
use crate::ops::{ControlFlow, FromResidual, Try};
use crate::sync::Arc;

#[lang = "Poll"]
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Poll<T> {
    #[lang = "Ready"]
    Ready(T),
    #[lang = "Pending"]
    Pending,
}
impl<T> Poll<T> {
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {
        match self {
            Poll::Ready(value) => Poll::Ready(f(value)),
            Poll::Pending => Poll::Pending,
        }
    }
    pub const fn is_ready(&self) -> bool { matches!(*self, Poll::Ready(_)) }
    pub const fn is_pending(&self) -> bool { !self.is_ready() }
}
impl<T, E> Poll<Result<T, E>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>> { self.map(|result| result.map(f)) }
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>> { self.map(|result| result.map_err(f)) }
}
impl<T, E> Poll<Option<Result<T, E>>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Option<Result<U, E>>> { self.map(|next| next.map(|result| result.map(f))) }
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Option<Result<T, U>>> { self.map(|next| next.map(|result| result.map_err(f))) }
}
impl<T> From<T> for Poll<T> {
    fn from(value: T) -> Poll<T> { Poll::Ready(value) }
}
impl<T, E> Try for Poll<Result<T, E>> {
    type Output = Poll<T>;
    type Residual = Result<crate::convert::Infallible, E>;
    fn from_output(output: Poll<T>) -> Self { output.map(Ok) }
    fn branch(self) -> ControlFlow<Self::Residual, Poll<T>> {
        match self {
            Poll::Ready(Ok(value)) => ControlFlow::Continue(Poll::Ready(value)),
            Poll::Ready(Err(error)) => ControlFlow::Break(Err(error)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}
impl<T, E, F: From<E>> FromResidual<Result<crate::convert::Infallible, E>> for Poll<Result<T, F>> {
    fn from_residual(residual: Result<crate::convert::Infallible, E>) -> Self {
        match residual {
            Err(error) => Poll::Ready(Err(From::from(error))),
            Ok(never) => match never {},
        }
    }
}
impl<T, E> Try for Poll<Option<Result<T, E>>> {
    type Output = Poll<Option<T>>;
    type Residual = Result<crate::convert::Infallible, E>;
    fn from_output(output: Poll<Option<T>>) -> Self { output.map(|next| next.map(Ok)) }
    fn branch(self) -> ControlFlow<Self::Residual, Poll<Option<T>>> {
        match self {
            Poll::Ready(Some(Ok(value))) => ControlFlow::Continue(Poll::Ready(Some(value))),
            Poll::Ready(Some(Err(error))) => ControlFlow::Break(Err(error)),
            Poll::Ready(None) => ControlFlow::Continue(Poll::Ready(None)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}
impl<T, E, F: From<E>> FromResidual<Result<crate::convert::Infallible, E>> for Poll<Option<Result<T, F>>> {
    fn from_residual(residual: Result<crate::convert::Infallible, E>) -> Self {
        match residual {
            Err(error) => Poll::Ready(Some(Err(From::from(error)))),
            Ok(never) => match never {},
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawWakerVTable {
    clone: unsafe fn(*const ()) -> RawWaker,
    wake: unsafe fn(*const ()),
    wake_by_ref: unsafe fn(*const ()),
    drop: unsafe fn(*const ()),
}
impl RawWakerVTable {
    pub const fn new(clone: unsafe fn(*const ()) -> RawWaker, wake: unsafe fn(*const ()), wake_by_ref: unsafe fn(*const ()), drop: unsafe fn(*const ())) -> RawWakerVTable {
        RawWakerVTable { clone, wake, wake_by_ref, drop }
    }
}
#[derive(Debug, PartialEq, Eq)]
pub struct RawWaker {
    data: *const (),
    vtable: &'static RawWakerVTable,
}
impl RawWaker {
    pub const fn new(data: *const (), vtable: &'static RawWakerVTable) -> RawWaker { RawWaker { data, vtable } }
}
#[repr(transparent)]
pub struct Waker {
    waker: RawWaker,
}
impl Unpin for Waker {}
unsafe impl Send for Waker {}
unsafe impl Sync for Waker {}
unsafe fn noop_clone(_data: *const ()) -> RawWaker { RawWaker { data: crate::ptr::null(), vtable: &NOOP } }
unsafe fn noop(_data: *const ()) {}
static NOOP: RawWakerVTable = RawWakerVTable { clone: noop_clone, wake: noop, wake_by_ref: noop, drop: noop };
struct SharedWaker(Waker);
static NOOP_WAKER: SharedWaker = SharedWaker(Waker { waker: RawWaker { data: crate::ptr::null(), vtable: &NOOP } });
impl Waker {
    pub fn noop() -> &'static Waker { &NOOP_WAKER.0 }
    pub const unsafe fn from_raw(waker: RawWaker) -> Waker { Waker { waker } }
    pub const unsafe fn new(data: *const (), vtable: &'static RawWakerVTable) -> Waker { Waker { waker: RawWaker { data, vtable } } }
    pub fn wake(self) {
        let this = crate::mem::ManuallyDrop::new(self);
        unsafe { (this.waker.vtable.wake)(this.waker.data) }
    }
    pub fn wake_by_ref(&self) { unsafe { (self.waker.vtable.wake_by_ref)(self.waker.data) } }
    pub fn will_wake(&self, other: &Waker) -> bool { self.waker.data == other.waker.data && crate::ptr::eq(self.waker.vtable, other.waker.vtable) }
    pub fn data(&self) -> *const () { self.waker.data }
    pub fn vtable(&self) -> &'static RawWakerVTable { self.waker.vtable }
}
impl Clone for Waker {
    fn clone(&self) -> Waker { Waker { waker: unsafe { (self.waker.vtable.clone)(self.waker.data) } } }
    fn clone_from(&mut self, source: &Waker) {
        if !self.will_wake(source) {
            *self = source.clone();
        }
    }
}
impl Drop for Waker {
    fn drop(&mut self) { unsafe { (self.waker.vtable.drop)(self.waker.data) } }
}
impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vtable = self.waker.vtable as *const RawWakerVTable as *const ();
        f.debug_struct("Waker").field("data", &self.waker.data).field("vtable", &vtable).finish()
    }
}
#[lang = "Context"]
pub struct Context<'a> {
    waker: &'a Waker,
    /// For what is not stable yet.
    _local_waker: &'a Waker,
    _extensions: (usize, usize),
    marker: PhantomData<fn(&'a ()) -> &'a ()>,
}
impl<'a> Context<'a> {
    pub const fn from_waker(waker: &'a Waker) -> Context<'a> { Context { waker, _local_waker: waker, _extensions: (0, 0), marker: PhantomData } }
    pub const fn waker(&self) -> &'a Waker { self.waker }
}
impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Context").field("waker", &self.waker).finish() }
}

pub trait Wake {
    fn wake(self: Arc<Self>);
    fn wake_by_ref(self: &Arc<Self>) { self.clone().wake() }
}
struct WakeTable<W>(PhantomData<W>);
impl<W: Wake + Send + Sync + 'static> WakeTable<W> {
    const TABLE: RawWakerVTable = RawWakerVTable { clone: clone_arc::<W>, wake: wake_arc::<W>, wake_by_ref: wake_arc_by_ref::<W>, drop: drop_arc::<W> };
}
unsafe fn clone_arc<W: Wake + Send + Sync + 'static>(data: *const ()) -> RawWaker {
    unsafe { Arc::increment_strong_count(data as *const W) };
    RawWaker { data, vtable: &WakeTable::<W>::TABLE }
}
unsafe fn wake_arc<W: Wake + Send + Sync + 'static>(data: *const ()) { <W as Wake>::wake(unsafe { Arc::from_raw(data as *const W) }) }
unsafe fn wake_arc_by_ref<W: Wake + Send + Sync + 'static>(data: *const ()) {
    let waker = crate::mem::ManuallyDrop::new(unsafe { Arc::from_raw(data as *const W) });
    <W as Wake>::wake_by_ref(&*waker)
}
unsafe fn drop_arc<W: Wake + Send + Sync + 'static>(data: *const ()) { unsafe { Arc::decrement_strong_count(data as *const W) } }
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for RawWaker {
    fn from(waker: Arc<W>) -> RawWaker { RawWaker { data: Arc::into_raw(waker) as *const (), vtable: &WakeTable::<W>::TABLE } }
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for Waker {
    fn from(waker: Arc<W>) -> Waker { Waker { waker: waker.into() } }
}
