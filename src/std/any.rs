use crate::intrinsics;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId {
    id: u64,
}
impl TypeId {
    pub fn of<T: ?Sized + 'static>() -> TypeId { TypeId { id: intrinsics::type_id::<T>() } }
}
pub fn type_name<T: ?Sized>() -> &'static str { intrinsics::type_name::<T>() }
pub fn type_name_of_val<T: ?Sized>(_value: &T) -> &'static str { intrinsics::type_name::<T>() }

pub trait Any: 'static {
    fn type_id(&self) -> TypeId;
}
impl<T: 'static + ?Sized> Any for T {
    fn type_id(&self) -> TypeId { TypeId::of::<T>() }
}
macro_rules! any_methods {
    ($($ty:ty)*) => {$(
        impl $ty {
            pub fn is<T: Any>(&self) -> bool { self.type_id() == TypeId::of::<T>() }
            pub fn downcast_ref<T: Any>(&self) -> Option<&T> {
                if self.is::<T>() { Some(unsafe { &*(self as *const $ty as *const T) }) } else { None }
            }
            pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T> {
                if self.is::<T>() { Some(unsafe { &mut *(self as *mut $ty as *mut T) }) } else { None }
            }
        }
        impl crate::fmt::Debug for $ty {
            fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.write_str("Any { .. }") }
        }
    )*};
}
any_methods!((dyn Any + 'static) (dyn Any + Send + 'static) (dyn Any + Send + Sync + 'static));
