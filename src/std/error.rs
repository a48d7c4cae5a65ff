use crate::fmt::{self, Debug, Display};

pub trait Error: Debug + Display {
    fn source(&self) -> Option<&(dyn Error + 'static)> { None }
    fn description(&self) -> &str { "description() is deprecated; use Display" }
    fn cause(&self) -> Option<&dyn Error> { self.source() }
    #[doc(hidden)]
    fn type_id_of_error(&self) -> crate::any::TypeId where Self: 'static { crate::any::TypeId::of::<Self>() }
}
macro_rules! error_methods {
    ($($ty:ty)*) => {$(
        impl $ty {
            pub fn is<T: Error + 'static>(&self) -> bool { self.type_id_of_error() == crate::any::TypeId::of::<T>() }
            pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {
                if self.is::<T>() { Some(unsafe { &*(self as *const $ty as *const T) }) } else { None }
            }
            pub fn downcast_mut<T: Error + 'static>(&mut self) -> Option<&mut T> {
                if self.is::<T>() { Some(unsafe { &mut *(self as *mut $ty as *mut T) }) } else { None }
            }
        }
    )*};
}
error_methods!((dyn Error + 'static) (dyn Error + Send + 'static) (dyn Error + Send + Sync + 'static));
impl<'a, T: Error + ?Sized> Error for &'a T {
    fn source(&self) -> Option<&(dyn Error + 'static)> { (**self).source() }
}
impl<T: Error> Error for Box<T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> { (**self).source() }
}
/// What a string becomes as a boxed error.
pub struct StringError(pub(crate) String);
impl Error for StringError {}
impl Display for StringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Display::fmt(&self.0, f) }
}
impl Debug for StringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Debug::fmt(&self.0, f) }
}
