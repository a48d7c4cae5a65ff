use crate::intrinsics;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    size: usize,
    align: usize,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutError;
impl crate::fmt::Display for LayoutError {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.write_str("invalid parameters to Layout::from_size_align") }
}
impl crate::error::Error for LayoutError {}
impl Layout {
    pub const fn new<T>() -> Layout { Layout { size: size_of::<T>(), align: align_of::<T>() } }
    pub fn for_value<T: ?Sized>(value: &T) -> Layout { Layout { size: size_of_val(value), align: align_of_val(value) } }
    pub unsafe fn for_value_raw<T: ?Sized>(value: *const T) -> Layout { Layout { size: crate::mem::size_of_val_raw(value), align: crate::mem::align_of_val_raw(value) } }
    pub const fn from_size_align(size: usize, align: usize) -> Result<Layout, LayoutError> {
        if align == 0 || align & (align - 1) != 0 || size > (isize::MAX as usize) - (align - 1) {
            return Err(LayoutError);
        }
        Ok(Layout { size, align })
    }
    pub const unsafe fn from_size_align_unchecked(size: usize, align: usize) -> Layout { Layout { size, align } }
    pub const fn array<T>(count: usize) -> Result<Layout, LayoutError> {
        match size_of::<T>().checked_mul(count) {
            Some(size) => Layout::from_size_align(size, align_of::<T>()),
            None => Err(LayoutError),
        }
    }
    pub const fn pad_to_align(&self) -> Layout { Layout { size: (self.size + self.align - 1) / self.align * self.align, align: self.align } }
    /// Room for `next` behind this, and where it starts.
    pub fn extend(&self, next: Layout) -> Result<(Layout, usize), LayoutError> {
        let offset = (self.size + next.align - 1) / next.align * next.align;
        match Layout::from_size_align(offset + next.size, self.align.max(next.align)) {
            Ok(layout) => Ok((layout, offset)),
            Err(error) => Err(error),
        }
    }
    pub const fn align_to(&self, align: usize) -> Result<Layout, LayoutError> { Layout::from_size_align(self.size, if align > self.align { align } else { self.align }) }
    pub const fn size(&self) -> usize { self.size }
    pub const fn align(&self) -> usize { self.align }
}
pub unsafe fn alloc(layout: Layout) -> *mut u8 { intrinsics::allocate(layout.size, layout.align) }
pub unsafe fn alloc_zeroed(layout: Layout) -> *mut u8 { intrinsics::allocate_zeroed(layout.size, layout.align) }
pub unsafe fn dealloc(pointer: *mut u8, layout: Layout) { intrinsics::deallocate(pointer, layout.size, layout.align) }
pub unsafe fn realloc(pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 { intrinsics::reallocate(pointer, layout.size, layout.align, new_size) }
pub fn handle_alloc_error(_layout: Layout) -> ! { panic!("memory allocation failed") }
// What `extern "Rust"` declarations of the allocator name.
#[unsafe(no_mangle)]
unsafe fn __rust_alloc(size: usize, align: usize) -> *mut u8 { intrinsics::allocate(size, align) }
#[unsafe(no_mangle)]
unsafe fn __rust_alloc_zeroed(size: usize, align: usize) -> *mut u8 { intrinsics::allocate_zeroed(size, align) }
#[unsafe(no_mangle)]
unsafe fn __rust_dealloc(pointer: *mut u8, size: usize, align: usize) { intrinsics::deallocate(pointer, size, align) }
#[unsafe(no_mangle)]
unsafe fn __rust_realloc(pointer: *mut u8, size: usize, align: usize, new_size: usize) -> *mut u8 { intrinsics::reallocate(pointer, size, align, new_size) }
