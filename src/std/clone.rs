#[lang = "clone"]
pub trait Clone: Sized {
    fn clone(&self) -> Self;
    fn clone_from(&mut self, source: &Self) { *self = source.clone() }
}
macro_rules! clone_by_copy {
    ($($ty:ty)*) => {$(
        impl Clone for $ty {
            fn clone(&self) -> Self { *self }
        }
        impl Copy for $ty {}
    )*};
}
clone_by_copy!(! bool char i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64);
impl<T: ?Sized> Clone for &T {
    fn clone(&self) -> Self { *self }
}
impl<T: ?Sized> Copy for &T {}
impl<T: ?Sized> Clone for *const T {
    fn clone(&self) -> Self { *self }
}
impl<T: ?Sized> Copy for *const T {}
impl<T: ?Sized> Clone for *mut T {
    fn clone(&self) -> Self { *self }
}
impl<T: ?Sized> Copy for *mut T {}
