use crate::intrinsics;

pub const fn size_of<T>() -> usize { intrinsics::size_of::<T>() }
pub const fn align_of<T>() -> usize { intrinsics::align_of::<T>() }
pub fn size_of_val<T: ?Sized>(value: &T) -> usize { intrinsics::size_of_val(value as *const T) }
pub fn align_of_val<T: ?Sized>(value: &T) -> usize { intrinsics::align_of_val(value as *const T) }
pub unsafe fn size_of_val_raw<T: ?Sized>(value: *const T) -> usize { intrinsics::size_of_val(value) }
pub unsafe fn align_of_val_raw<T: ?Sized>(value: *const T) -> usize { intrinsics::align_of_val(value) }
pub fn min_align_of<T>() -> usize { align_of::<T>() }
pub fn min_align_of_val<T: ?Sized>(value: &T) -> usize { align_of_val(value) }
pub const fn needs_drop<T: ?Sized>() -> bool { intrinsics::needs_drop::<T>() }
#[rustc_no_writable]
pub const fn forget<T>(value: T) { let _ = ManuallyDrop::new(value); }
pub fn drop<T>(_value: T) {}
pub const fn swap<T>(a: &mut T, b: &mut T) {
    unsafe {
        let a_value = intrinsics::read_via_copy(a as *const T);
        let b_value = intrinsics::read_via_copy(b as *const T);
        intrinsics::write_via_move(a as *mut T, b_value);
        intrinsics::write_via_move(b as *mut T, a_value);
    }
}
pub const fn replace<T>(target: &mut T, value: T) -> T {
    unsafe {
        let old = intrinsics::read_via_copy(target as *const T);
        intrinsics::write_via_move(target as *mut T, value);
        old
    }
}
pub fn take<T: Default>(target: &mut T) -> T { replace(target, T::default()) }
#[intrinsic] pub const unsafe fn transmute<A, B>(value: A) -> B;
pub unsafe fn transmute_copy<A, B>(value: &A) -> B { intrinsics::transmute_copy_unchecked::<A, B>(value as *const A) }
pub const unsafe fn zeroed<T>() -> T { intrinsics::zeroed::<T>() }
#[deprecated]
pub unsafe fn uninitialized<T>() -> T { MaybeUninit::uninit().assume_init() }
pub fn discriminant<T>(value: &T) -> Discriminant<T> { Discriminant { value: intrinsics::discriminant_value(value), marker: crate::marker::PhantomData } }
pub const fn variant_count<T>() -> usize { intrinsics::variant_count::<T>() }

pub struct Discriminant<T> {
    value: i128,
    marker: crate::marker::PhantomData<T>,
}
impl<T> Clone for Discriminant<T> {
    fn clone(&self) -> Self { *self }
}
impl<T> Copy for Discriminant<T> {}
impl<T> PartialEq for Discriminant<T> {
    fn eq(&self, other: &Self) -> bool { self.value == other.value }
}
impl<T> Eq for Discriminant<T> {}
impl<T> crate::hash::Hash for Discriminant<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { self.value.hash(state) }
}
impl<T> crate::fmt::Debug for Discriminant<T> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.debug_tuple("Discriminant").field(&self.value).finish() }
}

#[lang = "manually_drop"]
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct ManuallyDrop<T: ?Sized> {
    value: T,
}
impl<T> ManuallyDrop<T> {
    #[rustc_no_writable]
    pub const fn new(value: T) -> ManuallyDrop<T> { ManuallyDrop { value } }
    pub const fn into_inner(slot: ManuallyDrop<T>) -> T { slot.value }
    pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T { unsafe { crate::ptr::read(&slot.value) } }
}
impl<T: ?Sized> ManuallyDrop<T> {
    pub unsafe fn drop(slot: &mut ManuallyDrop<T>) { unsafe { crate::ptr::drop_in_place(&mut slot.value) } }
}
impl<T: ?Sized> crate::ops::Deref for ManuallyDrop<T> {
    type Target = T;
    fn deref(&self) -> &T { &self.value }
}
impl<T: ?Sized> crate::ops::DerefMut for ManuallyDrop<T> {
    fn deref_mut(&mut self) -> &mut T { &mut self.value }
}

#[lang = "maybe_uninit"]
#[repr(transparent)]
pub union MaybeUninit<T> {
    uninit: (),
    value: ManuallyDrop<T>,
}
impl<T: Copy> Clone for MaybeUninit<T> {
    fn clone(&self) -> Self { *self }
}
impl<T: Copy> Copy for MaybeUninit<T> {}
impl<T> MaybeUninit<T> {
    pub const fn new(value: T) -> MaybeUninit<T> { MaybeUninit { value: ManuallyDrop::new(value) } }
    pub const fn uninit() -> MaybeUninit<T> { MaybeUninit { uninit: () } }
    pub const fn zeroed() -> MaybeUninit<T> { intrinsics::zeroed::<MaybeUninit<T>>() }
    pub const fn uninit_array<const N: usize>() -> [MaybeUninit<T>; N] { intrinsics::uninit::<[MaybeUninit<T>; N]>() }
    pub const fn write(&mut self, value: T) -> &mut T {
        *self = MaybeUninit::new(value);
        unsafe { self.assume_init_mut() }
    }
    pub const fn as_ptr(&self) -> *const T { self as *const MaybeUninit<T> as *const T }
    pub const fn as_mut_ptr(&mut self) -> *mut T { self as *mut MaybeUninit<T> as *mut T }
    pub const unsafe fn assume_init(self) -> T { unsafe { intrinsics::read_via_copy(&self as *const MaybeUninit<T> as *const T) } }
    pub const unsafe fn assume_init_read(&self) -> T { unsafe { intrinsics::read_via_copy(self.as_ptr()) } }
    pub unsafe fn assume_init_drop(&mut self) { unsafe { crate::ptr::drop_in_place(self.as_mut_ptr()) } }
    pub const unsafe fn assume_init_ref(&self) -> &T { unsafe { &*self.as_ptr() } }
    pub const unsafe fn assume_init_mut(&mut self) -> &mut T { unsafe { &mut *self.as_mut_ptr() } }
}
impl<T> crate::fmt::Debug for MaybeUninit<T> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
        f.write_str("MaybeUninit<")?;
        f.write_str(crate::any::type_name::<T>())?;
        f.write_str(">")
    }
}
