use crate::intrinsics;

pub fn spin_loop() { intrinsics::spin_loop() }
pub fn black_box<T>(value: T) -> T { intrinsics::black_box(value) }
pub const unsafe fn unreachable_unchecked() -> ! { intrinsics::unreachable() }
pub const unsafe fn assert_unchecked(condition: bool) { intrinsics::assume(condition) }
