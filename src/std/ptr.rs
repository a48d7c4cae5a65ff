use crate::intrinsics;
use crate::mem::MaybeUninit;

pub const fn null<T>() -> *const T { intrinsics::ptr_without_provenance::<T>(0) }
pub const fn null_mut<T>() -> *mut T { intrinsics::ptr_without_provenance::<T>(0) as *mut T }
pub const fn without_provenance<T>(address: usize) -> *const T { intrinsics::ptr_without_provenance::<T>(address) }
pub const fn without_provenance_mut<T>(address: usize) -> *mut T { intrinsics::ptr_without_provenance::<T>(address) as *mut T }
pub const fn dangling<T>() -> *const T { without_provenance(align_of::<T>()) }
pub const fn dangling_mut<T>() -> *mut T { without_provenance_mut(align_of::<T>()) }
pub fn with_exposed_provenance<T>(address: usize) -> *const T { intrinsics::ptr_from_exposed::<T>(address) }
pub fn with_exposed_provenance_mut<T>(address: usize) -> *mut T { intrinsics::ptr_from_exposed::<T>(address) as *mut T }
pub const fn from_ref<T: ?Sized>(value: &T) -> *const T { value }
pub const fn from_mut<T: ?Sized>(value: &mut T) -> *mut T { value }
pub const fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] { intrinsics::slice_from_raw_parts(data, len) }
pub const fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] { intrinsics::slice_from_raw_parts(data as *const T, len) as *mut [T] }
pub const unsafe fn read<T>(source: *const T) -> T { intrinsics::read_via_copy(source) }
pub const unsafe fn write<T>(target: *mut T, value: T) { intrinsics::write_via_move(target, value) }
pub const unsafe fn read_unaligned<T>(source: *const T) -> T { intrinsics::read_unaligned(source) }
pub const unsafe fn write_unaligned<T>(target: *mut T, value: T) { intrinsics::write_unaligned(target, value) }
pub unsafe fn read_volatile<T>(source: *const T) -> T { intrinsics::volatile_load(source) }
pub unsafe fn write_volatile<T>(target: *mut T, value: T) { intrinsics::volatile_store(target, value) }
pub const unsafe fn copy<T>(source: *const T, target: *mut T, count: usize) { intrinsics::copy(source, target, count) }
pub const unsafe fn copy_nonoverlapping<T>(source: *const T, target: *mut T, count: usize) { intrinsics::copy_nonoverlapping(source, target, count) }
pub const unsafe fn write_bytes<T>(target: *mut T, byte: u8, count: usize) { intrinsics::write_bytes(target, byte, count) }
#[lang = "drop_in_place"]
pub unsafe fn drop_in_place<T: ?Sized>(target: *mut T) { intrinsics::drop_in_place(target) }
pub unsafe fn replace<T>(target: *mut T, value: T) -> T {
    unsafe {
        let old = read(target);
        write(target, value);
        old
    }
}
/// All bytes are swapped, padding too.
pub const unsafe fn swap<T>(a: *mut T, b: *mut T) {
    unsafe {
        let (a, b) = (a as *mut MaybeUninit<T>, b as *mut MaybeUninit<T>);
        let a_value = read(a);
        let b_value = read(b);
        write(a, b_value);
        write(b, a_value);
    }
}
pub const unsafe fn swap_nonoverlapping<T>(a: *mut T, b: *mut T, count: usize) {
    let bytes = count * size_of::<T>();
    let (first, second) = (intrinsics::ptr_addr(a as *const T), intrinsics::ptr_addr(b as *const T));
    let do_not_overlap = (if first < second { second - first } else { first - second }) >= bytes;
    crate::panicking::require(do_not_overlap, "unsafe precondition(s) violated: ptr::swap_nonoverlapping requires that both pointer arguments are aligned and non-null and the specified memory ranges do not overlap");
    let mut i = 0;
    while i < count {
        unsafe { swap(a.add(i), b.add(i)) };
        i += 1;
    }
}
pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool { a == b }
pub fn addr_eq<T: ?Sized, U: ?Sized>(a: *const T, b: *const U) -> bool { a as *const () == b as *const () }
pub fn fn_addr_eq<T: Copy, U: Copy>(a: T, b: U) -> bool {
    unsafe { intrinsics::transmute_copy_unchecked::<T, usize>(&a) == intrinsics::transmute_copy_unchecked::<U, usize>(&b) }
}
pub fn hash<T: ?Sized, S: crate::hash::Hasher>(pointer: *const T, state: &mut S) { (pointer as *const () as usize).hash_into(state) }
trait HashAddress {
    fn hash_into<S: crate::hash::Hasher>(self, state: &mut S);
}
impl HashAddress for usize {
    fn hash_into<S: crate::hash::Hasher>(self, state: &mut S) { state.write_usize(self) }
}

/// What needs no size of what is pointed to.
macro_rules! wide_pointer_methods {
    ($($mutability:tt)*) => {
        pub const fn is_null(self) -> bool { intrinsics::ptr_addr(self as *const u8) == 0 }
        pub const fn cast<U>(self) -> *$($mutability)* U { self as *$($mutability)* U }
        pub fn addr(self) -> usize { intrinsics::ptr_addr(self as *const u8) }
        pub fn expose_provenance(self) -> usize { intrinsics::ptr_expose(self as *const u8) }
        pub const unsafe fn byte_offset_from<U: ?Sized>(self, origin: *const U) -> isize { intrinsics::ptr_offset_from(self as *const u8, origin as *const u8) }
        pub const unsafe fn as_ref_unchecked<'a>(self) -> &'a T { unsafe { &*self } }
        pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> { if self.is_null() { None } else { Some(unsafe { &*self }) } }
    };
}
macro_rules! pointer_methods {
    ($($mutability:tt)*) => {
        pub fn with_addr(self, address: usize) -> *$($mutability)* T { intrinsics::ptr_with_addr(self as *const T, address) as *$($mutability)* T }
        pub fn map_addr(self, f: impl FnOnce(usize) -> usize) -> *$($mutability)* T { self.with_addr(f(self.addr())) }
        pub fn mask(self, mask: usize) -> *$($mutability)* T { self.with_addr(self.addr() & mask) }
        pub const unsafe fn offset(self, count: isize) -> *$($mutability)* T { intrinsics::offset(self as *const T, count) as *$($mutability)* T }
        pub const unsafe fn add(self, count: usize) -> *$($mutability)* T { intrinsics::offset(self as *const T, count) as *$($mutability)* T }
        pub const unsafe fn sub(self, count: usize) -> *$($mutability)* T { intrinsics::offset(self as *const T, (0 as isize).wrapping_sub(count as isize)) as *$($mutability)* T }
        pub const unsafe fn byte_add(self, count: usize) -> *$($mutability)* T { intrinsics::offset(self as *const u8, count) as *$($mutability)* T }
        pub const unsafe fn byte_sub(self, count: usize) -> *$($mutability)* T { intrinsics::offset(self as *const u8, (0 as isize).wrapping_sub(count as isize)) as *$($mutability)* T }
        pub const unsafe fn byte_offset(self, count: isize) -> *$($mutability)* T { intrinsics::offset(self as *const u8, count) as *$($mutability)* T }
        pub const fn wrapping_offset(self, count: isize) -> *$($mutability)* T { intrinsics::arith_offset(self as *const T, count) as *$($mutability)* T }
        pub const fn wrapping_add(self, count: usize) -> *$($mutability)* T { intrinsics::arith_offset(self as *const T, count as isize) as *$($mutability)* T }
        pub const fn wrapping_sub(self, count: usize) -> *$($mutability)* T { intrinsics::arith_offset(self as *const T, (0 as isize).wrapping_sub(count as isize)) as *$($mutability)* T }
        pub const fn wrapping_byte_add(self, count: usize) -> *$($mutability)* T { intrinsics::arith_offset(self as *const u8, count as isize) as *$($mutability)* T }
        pub const fn wrapping_byte_sub(self, count: usize) -> *$($mutability)* T { intrinsics::arith_offset(self as *const u8, (0 as isize).wrapping_sub(count as isize)) as *$($mutability)* T }
        pub const fn wrapping_byte_offset(self, count: isize) -> *$($mutability)* T { intrinsics::arith_offset(self as *const u8, count) as *$($mutability)* T }
        pub const unsafe fn offset_from(self, origin: *const T) -> isize { intrinsics::ptr_offset_from(self as *const T, origin) }
        pub const unsafe fn offset_from_unsigned(self, origin: *const T) -> usize {
            let distance = intrinsics::ptr_offset_from(self as *const T, origin);
            intrinsics::assume(distance >= 0);
            distance as usize
        }
        pub const unsafe fn read(self) -> T { intrinsics::read_via_copy(self as *const T) }
        pub const unsafe fn read_unaligned(self) -> T { intrinsics::read_unaligned(self as *const T) }
        pub unsafe fn read_volatile(self) -> T { intrinsics::volatile_load(self as *const T) }
        pub const unsafe fn copy_to(self, target: *mut T, count: usize) { intrinsics::copy(self as *const T, target, count) }
        pub const unsafe fn copy_to_nonoverlapping(self, target: *mut T, count: usize) { intrinsics::copy_nonoverlapping(self as *const T, target, count) }
        pub fn is_aligned(self) -> bool { self.addr() % align_of::<T>() == 0 }
        pub fn align_offset(self, align: usize) -> usize {
            if !align.is_power_of_two() { panic!("align_offset: align is not a power-of-two") }
            let over = self.addr() % align;
            if over == 0 { 0 } else if (align - over) % size_of::<T>() == 0 { (align - over) / size_of::<T>() } else { usize::MAX }
        }
    };
}
impl<T: ?Sized> *const T {
    wide_pointer_methods!(const);
    pub const fn cast_mut(self) -> *mut T { self as *mut T }
}
impl<T: ?Sized> *mut T {
    wide_pointer_methods!(mut);
    pub const fn cast_const(self) -> *const T { self as *const T }
    pub const unsafe fn as_mut<'a>(self) -> Option<&'a mut T> { if self.is_null() { None } else { Some(unsafe { &mut *self }) } }
    pub const unsafe fn as_mut_unchecked<'a>(self) -> &'a mut T { unsafe { &mut *self } }
    pub unsafe fn drop_in_place(self) { intrinsics::drop_in_place(self) }
}
impl<T> *const T {
    pointer_methods!(const);
}
impl<T> *mut T {
    pointer_methods!(mut);
    pub const unsafe fn write(self, value: T) { intrinsics::write_via_move(self, value) }
    pub const unsafe fn write_unaligned(self, value: T) { intrinsics::write_unaligned(self, value) }
    pub unsafe fn write_volatile(self, value: T) { intrinsics::volatile_store(self, value) }
    pub const unsafe fn write_bytes(self, byte: u8, count: usize) { intrinsics::write_bytes(self, byte, count) }
    pub unsafe fn replace(self, value: T) -> T { unsafe { replace(self, value) } }
    pub const unsafe fn swap(self, with: *mut T) { unsafe { swap(self, with) } }
    pub const unsafe fn copy_from(self, source: *const T, count: usize) { intrinsics::copy(source, self, count) }
    pub const unsafe fn copy_from_nonoverlapping(self, source: *const T, count: usize) { intrinsics::copy_nonoverlapping(source, self, count) }
}
impl<T> *const [T] {
    pub const fn len(self) -> usize { intrinsics::ptr_metadata_len(self) }
    pub const fn is_empty(self) -> bool { self.len() == 0 }
    pub const fn as_ptr(self) -> *const T { self as *const T }
}
impl<T> *mut [T] {
    pub const fn len(self) -> usize { intrinsics::ptr_metadata_len(self as *const [T]) }
    pub const fn is_empty(self) -> bool { self.len() == 0 }
    pub const fn as_mut_ptr(self) -> *mut T { self as *mut T }
}

#[lang = "NonNull"]
#[repr(transparent)]
#[valid_range_start(1)]
pub struct NonNull<T: ?Sized> {
    pub(crate) pointer: *const T,
}
impl<T> NonNull<T> {
    pub const fn dangling() -> NonNull<T> { NonNull { pointer: dangling::<T>() } }
    pub const unsafe fn add(self, count: usize) -> NonNull<T> { NonNull { pointer: unsafe { self.pointer.add(count) } } }
    pub const unsafe fn sub(self, count: usize) -> NonNull<T> { NonNull { pointer: unsafe { self.pointer.sub(count) } } }
    pub const unsafe fn offset(self, count: isize) -> NonNull<T> { NonNull { pointer: unsafe { self.pointer.offset(count) } } }
    pub const unsafe fn read(self) -> T { unsafe { self.pointer.read() } }
    pub const unsafe fn write(self, value: T) { unsafe { (self.pointer as *mut T).write(value) } }
    pub const unsafe fn byte_add(self, count: usize) -> NonNull<T> { NonNull { pointer: unsafe { self.pointer.byte_add(count) } } }
    pub const unsafe fn byte_sub(self, count: usize) -> NonNull<T> { NonNull { pointer: unsafe { self.pointer.byte_sub(count) } } }
    pub const unsafe fn byte_offset(self, count: isize) -> NonNull<T> { NonNull { pointer: unsafe { self.pointer.byte_offset(count) } } }
    pub const unsafe fn offset_from(self, origin: NonNull<T>) -> isize { unsafe { self.pointer.offset_from(origin.pointer) } }
    pub const unsafe fn offset_from_unsigned(self, origin: NonNull<T>) -> usize { unsafe { self.pointer.offset_from_unsigned(origin.pointer) } }
    pub const unsafe fn byte_offset_from<U>(self, origin: NonNull<U>) -> isize { unsafe { self.pointer.byte_offset_from(origin.pointer) } }
    pub unsafe fn read_unaligned(self) -> T { unsafe { self.pointer.read_unaligned() } }
    pub unsafe fn read_volatile(self) -> T { unsafe { self.pointer.read_volatile() } }
    pub unsafe fn write_unaligned(self, value: T) { unsafe { self.as_ptr().write_unaligned(value) } }
    pub unsafe fn write_volatile(self, value: T) { unsafe { self.as_ptr().write_volatile(value) } }
    pub unsafe fn write_bytes(self, byte: u8, count: usize) { unsafe { self.as_ptr().write_bytes(byte, count) } }
    pub unsafe fn copy_to(self, to: NonNull<T>, count: usize) { unsafe { self.pointer.copy_to(to.as_ptr(), count) } }
    pub unsafe fn copy_to_nonoverlapping(self, to: NonNull<T>, count: usize) { unsafe { self.pointer.copy_to_nonoverlapping(to.as_ptr(), count) } }
    pub unsafe fn copy_from(self, from: NonNull<T>, count: usize) { unsafe { self.as_ptr().copy_from(from.pointer, count) } }
    pub unsafe fn copy_from_nonoverlapping(self, from: NonNull<T>, count: usize) { unsafe { self.as_ptr().copy_from_nonoverlapping(from.pointer, count) } }
    pub unsafe fn replace(self, value: T) -> T { unsafe { self.as_ptr().replace(value) } }
    pub unsafe fn swap(self, with: NonNull<T>) { unsafe { self.as_ptr().swap(with.as_ptr()) } }
    pub fn is_aligned(self) -> bool { self.pointer.is_aligned() }
    pub fn align_offset(self, align: usize) -> usize { self.pointer.align_offset(align) }
    pub fn with_addr(self, addr: crate::num::NonZero<usize>) -> NonNull<T> { NonNull { pointer: self.pointer.with_addr(addr.get()) } }
    pub fn map_addr(self, f: impl FnOnce(crate::num::NonZero<usize>) -> crate::num::NonZero<usize>) -> NonNull<T> { self.with_addr(f(self.addr())) }
    pub fn expose_provenance(self) -> crate::num::NonZero<usize> { unsafe { crate::num::NonZero::new_unchecked(self.pointer.expose_provenance()) } }
    pub fn without_provenance(addr: crate::num::NonZero<usize>) -> NonNull<T> { NonNull { pointer: without_provenance(addr.get()) } }
    pub fn with_exposed_provenance(addr: crate::num::NonZero<usize>) -> NonNull<T> { NonNull { pointer: with_exposed_provenance(addr.get()) } }
}
impl<T> NonNull<[T]> {
    pub const fn slice_from_raw_parts(data: NonNull<T>, len: usize) -> NonNull<[T]> { NonNull { pointer: slice_from_raw_parts(data.pointer, len) } }
    pub const fn len(self) -> usize { self.pointer.len() }
    pub const fn is_empty(self) -> bool { self.pointer.len() == 0 }
    pub const fn as_mut_ptr(self) -> *mut T { self.pointer as *mut T }
}
impl<T: ?Sized> NonNull<T> {
    pub const fn new(pointer: *mut T) -> Option<NonNull<T>> { if pointer.is_null() { None } else { Some(NonNull { pointer }) } }
    pub const fn cast<U>(self) -> NonNull<U> { NonNull { pointer: self.pointer as *const U } }
    pub fn addr(self) -> crate::num::NonZero<usize> { unsafe { crate::num::NonZero::new_unchecked(self.pointer.addr()) } }
    pub const unsafe fn new_unchecked(pointer: *mut T) -> NonNull<T> { NonNull { pointer } }
    pub const fn as_ptr(self) -> *mut T { self.pointer as *mut T }
    pub const unsafe fn as_ref<'a>(&self) -> &'a T { unsafe { &*self.pointer } }
    pub const unsafe fn as_mut<'a>(&mut self) -> &'a mut T { unsafe { &mut *(self.pointer as *mut T) } }
    pub unsafe fn drop_in_place(self) { intrinsics::drop_in_place(self.pointer as *mut T) }
    pub const fn from_ref(value: &T) -> NonNull<T> { NonNull { pointer: value } }
    pub const fn from_mut(value: &mut T) -> NonNull<T> { NonNull { pointer: value as *mut T } }
}
impl<T: ?Sized> Clone for NonNull<T> {
    fn clone(&self) -> Self { *self }
}
impl<T: ?Sized> Copy for NonNull<T> {}
impl<T: ?Sized> PartialEq for NonNull<T> {
    fn eq(&self, other: &Self) -> bool { self.pointer == other.pointer }
}
impl<T: ?Sized> Eq for NonNull<T> {}
impl<T: ?Sized> PartialOrd for NonNull<T> {
    fn partial_cmp(&self, other: &Self) -> Option<crate::cmp::Ordering> { self.pointer.partial_cmp(&other.pointer) }
}
impl<T: ?Sized> Ord for NonNull<T> {
    fn cmp(&self, other: &Self) -> crate::cmp::Ordering { self.pointer.cmp(&other.pointer) }
}
impl<T: ?Sized> crate::hash::Hash for NonNull<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { state.write_usize(self.pointer as *const () as usize) }
}
impl<T: ?Sized> crate::fmt::Debug for NonNull<T> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { crate::fmt::Pointer::fmt(&self.pointer, f) }
}
impl<T: ?Sized> crate::fmt::Pointer for NonNull<T> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { crate::fmt::Pointer::fmt(&self.pointer, f) }
}
impl<T: ?Sized> From<&T> for NonNull<T> {
    fn from(value: &T) -> Self { NonNull { pointer: value } }
}
impl<T: ?Sized> From<&mut T> for NonNull<T> {
    fn from(value: &mut T) -> Self { NonNull { pointer: value as *mut T } }
}
impl<T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> crate::ops::CoerceUnsized<NonNull<U>> for NonNull<T> {}
