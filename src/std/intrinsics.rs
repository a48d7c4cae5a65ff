// The operations that the machine provides (src/mir/intrinsics.def has one line on each).

#[intrinsic] pub fn size_of<T>() -> usize;
#[intrinsic] pub fn align_of<T>() -> usize;
#[intrinsic] pub fn size_of_val<T: ?Sized>(a: *const T) -> usize;
#[intrinsic] pub fn align_of_val<T: ?Sized>(a: *const T) -> usize;
#[intrinsic] pub fn needs_drop<T: ?Sized>() -> bool;
#[intrinsic] pub fn type_name<T: ?Sized>() -> &'static str;
#[intrinsic] pub fn is_compared_bytewise<T>() -> bool;
#[intrinsic] pub fn type_id<T: ?Sized>() -> u64;
#[intrinsic] pub fn discriminant_value<T>(a: &T) -> i128;
#[intrinsic] pub fn variant_count<T>() -> usize;
#[intrinsic] pub fn transmute<A, B>(a: A) -> B;
#[intrinsic] pub fn transmute_copy_unchecked<A, B>(a: *const A) -> B;
#[intrinsic] pub fn read_via_copy<T>(a: *const T) -> T;
#[intrinsic] pub fn write_via_move<T>(a: *mut T, b: T);
#[intrinsic] pub fn read_unaligned<T>(a: *const T) -> T;
#[intrinsic] pub fn write_unaligned<T>(a: *mut T, b: T);
#[intrinsic] pub fn volatile_load<T>(a: *const T) -> T;
#[intrinsic] pub fn volatile_store<T>(a: *mut T, b: T);
#[intrinsic] pub fn copy<T>(src: *const T, dst: *mut T, count: usize);
#[intrinsic] pub fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize);
#[intrinsic] pub fn write_bytes<T>(a: *mut T, b: u8, count: usize);
#[intrinsic] pub fn compare_bytes(a: *const u8, b: *const u8, c: usize) -> i32;
#[intrinsic] pub fn raw_eq<T>(a: &T, b: &T) -> bool;
#[intrinsic] pub fn drop_in_place<T: ?Sized>(a: *mut T);
#[intrinsic] pub fn forget<T>(a: T);
#[intrinsic] pub fn uninit<T>() -> T;
#[intrinsic] pub fn zeroed<T>() -> T;
#[intrinsic] pub fn allocate(size: usize, align: usize) -> *mut u8;
#[intrinsic] pub fn allocate_zeroed(size: usize, align: usize) -> *mut u8;
#[intrinsic] pub fn deallocate(a: *mut u8, size: usize, align: usize);
#[intrinsic] pub fn reallocate(a: *mut u8, old_size: usize, align: usize, new_size: usize) -> *mut u8;
#[intrinsic] pub fn box_free<T: ?Sized>(a: *mut T);
#[intrinsic] pub fn offset<T, Count>(a: *const T, b: Count) -> *const T;
#[intrinsic] pub fn arith_offset<T>(a: *const T, b: isize) -> *const T;
#[intrinsic] pub fn ptr_offset_from<T>(a: *const T, b: *const T) -> isize;
#[intrinsic] pub fn ptr_addr<T>(a: *const T) -> usize;
#[intrinsic] pub fn ptr_with_addr<T>(a: *const T, b: usize) -> *const T;
#[intrinsic] pub fn ptr_expose<T>(a: *const T) -> usize;
#[intrinsic] pub fn ptr_from_exposed<T>(a: usize) -> *const T;
#[intrinsic] pub fn ptr_without_provenance<T>(a: usize) -> *const T;
#[intrinsic] pub fn slice_from_raw_parts<T>(a: *const T, b: usize) -> *const [T];
#[intrinsic] pub fn ptr_metadata_len<T>(a: *const [T]) -> usize;
#[intrinsic] pub fn ptr_from_parts<From: ?Sized, To: ?Sized>(data: *const u8, metadata_of: *const From) -> *const To;
#[intrinsic] pub fn wrapping_add<T>(a: T, b: T) -> T;
#[intrinsic] pub fn wrapping_sub<T>(a: T, b: T) -> T;
#[intrinsic] pub fn wrapping_mul<T>(a: T, b: T) -> T;
#[intrinsic] pub fn add_with_overflow<T>(a: T, b: T) -> (T, bool);
#[intrinsic] pub fn sub_with_overflow<T>(a: T, b: T) -> (T, bool);
#[intrinsic] pub fn mul_with_overflow<T>(a: T, b: T) -> (T, bool);
#[intrinsic] pub fn saturating_add<T>(a: T, b: T) -> T;
#[intrinsic] pub fn saturating_sub<T>(a: T, b: T) -> T;
#[intrinsic] pub fn unchecked_div<T>(a: T, b: T) -> T;
#[intrinsic] pub fn unchecked_rem<T>(a: T, b: T) -> T;
#[intrinsic] pub fn unchecked_shl<T>(a: T, b: u32) -> T;
#[intrinsic] pub fn unchecked_shr<T>(a: T, b: u32) -> T;
#[intrinsic] pub fn rotate_left<T>(a: T, b: u32) -> T;
#[intrinsic] pub fn rotate_right<T>(a: T, b: u32) -> T;
#[intrinsic] pub fn ctpop<T>(a: T) -> u32;
#[intrinsic] pub fn ctlz<T>(a: T) -> u32;
#[intrinsic] pub fn cttz<T>(a: T) -> u32;
#[intrinsic] pub fn bswap<T>(a: T) -> T;
#[intrinsic] pub fn bitreverse<T>(a: T) -> T;
#[intrinsic] pub fn int_cast<From, To>(a: From) -> To;
#[intrinsic] pub fn float_unary<F>(op: u32, b: F) -> F;
#[intrinsic] pub fn float_binary<F>(op: u32, b: F, c: F) -> F;
#[intrinsic] pub fn float_to_bits<F, U>(a: F) -> U;
#[intrinsic] pub fn float_from_bits<U, F>(a: U) -> F;
#[intrinsic] pub fn float_to_text<F>(a: F, style: u32, precision: isize, buffer: *mut u8, capacity: usize) -> usize;
#[intrinsic] pub fn float_from_text<F>(a: *const u8, b: usize, ok: *mut bool) -> F;
#[intrinsic] pub fn abort() -> !;
#[intrinsic] pub fn exit(code: i32) -> !;
#[intrinsic] pub fn unreachable() -> !;
#[intrinsic] pub fn assume(a: bool);
#[intrinsic] pub fn panic_start(message: *const u8, b: usize);
#[intrinsic] pub fn unwind(payload: *mut u8, vtable: *const u8) -> !;
#[intrinsic] pub fn catch_unwind(try_fn: fn(*mut u8), data: *mut u8, payload: *mut [usize; 2]) -> bool;
#[intrinsic] pub fn panic_count() -> usize;
#[intrinsic] pub fn keep(memory: *mut u8);
#[intrinsic] pub fn caller_location(line: *mut u32, column: *mut u32);
#[intrinsic] pub fn black_box<T>(a: T) -> T;
#[intrinsic] pub fn unsupported(a: *const u8, b: usize) -> !;
#[intrinsic] pub fn write_stdout(a: *const u8, b: usize);
#[intrinsic] pub fn write_stderr(a: *const u8, b: usize);
#[intrinsic] pub fn stdout_length() -> usize;
#[intrinsic] pub fn stdout_take(from: usize, buffer: *mut u8);
#[intrinsic] pub fn read_stdin(a: *mut u8, b: usize) -> usize;
#[intrinsic] pub fn thread_spawn(entry: fn(*mut u8), data: *mut u8, name: *const u8, name_len: usize) -> u64;
#[intrinsic] pub fn thread_join(a: u64);
#[intrinsic] pub fn thread_is_finished(a: u64) -> bool;
#[intrinsic] pub fn ends_are_asked_for() -> bool;
#[intrinsic] pub fn thread_end();
#[intrinsic] pub fn thread_current() -> u64;
#[intrinsic] pub fn scope_add(scope: *const u8, thread: u64, packet: *mut u8);
#[intrinsic] pub fn scope_take(scope: *const u8, packet: *mut u8) -> u64;
#[intrinsic] pub fn thread_name(a: u64, b: *mut u8, c: usize) -> usize;
#[intrinsic] pub fn thread_yield();
#[intrinsic] pub fn spin_loop();
#[intrinsic] pub fn thread_park(timeout_nanos: u64);
#[intrinsic] pub fn thread_unpark(a: u64);
#[intrinsic] pub fn thread_sleep(nanos: u64);
#[intrinsic] pub fn clock_now() -> u64;
#[intrinsic] pub fn mutex_lock(a: *const u8);
#[intrinsic] pub fn mutex_try_lock(a: *const u8) -> bool;
#[intrinsic] pub fn mutex_unlock(a: *const u8);
#[intrinsic] pub fn rwlock_read(a: *const u8);
#[intrinsic] pub fn rwlock_write(a: *const u8);
#[intrinsic] pub fn rwlock_try_read(a: *const u8) -> bool;
#[intrinsic] pub fn rwlock_try_write(a: *const u8) -> bool;
#[intrinsic] pub fn rwlock_unlock_read(a: *const u8);
#[intrinsic] pub fn rwlock_unlock_write(a: *const u8);
#[intrinsic] pub fn condvar_wait(condvar: *const u8, mutex: *const u8, timeout_nanos: u64) -> bool;
#[intrinsic] pub fn condvar_notify_one(a: *const u8);
#[intrinsic] pub fn condvar_notify_all(a: *const u8);
#[intrinsic] pub fn once_begin(a: *const u8, takes_poisoned: bool) -> u32;
#[intrinsic] pub fn once_end(a: *const u8, state: u32);
#[intrinsic] pub fn once_state(a: *const u8) -> u32;
#[intrinsic] pub fn barrier_wait(a: *const u8, count: usize) -> bool;
#[intrinsic] pub fn channel_new(capacity: usize) -> u64;
#[intrinsic] pub fn channel_send(a: u64, message: *mut u8) -> bool;
#[intrinsic] pub fn channel_try_send(a: u64, b: *mut u8) -> u32;
#[intrinsic] pub fn channel_receive(a: u64, timeout_nanos: u64, status: *mut u32) -> *mut u8;
#[intrinsic] pub fn channel_try_receive(a: u64, status: *mut u32) -> *mut u8;
#[intrinsic] pub fn channel_add_sender(a: u64);
#[intrinsic] pub fn channel_drop_sender(a: u64);
#[intrinsic] pub fn channel_drop_receiver(a: u64);
#[intrinsic] pub fn atomic_load<T>(a: *const T, order: u8) -> T;
#[intrinsic] pub fn atomic_store<T>(a: *mut T, b: T, order: u8);
#[intrinsic] pub fn atomic_swap<T>(a: *mut T, b: T, order: u8) -> T;
#[intrinsic] pub fn atomic_compare_exchange<T>(a: *mut T, old: T, new: T, success: u8, failure: u8, is_weak: bool) -> (T, bool);
#[intrinsic] pub fn atomic_update<T>(op: u8, b: *mut T, c: T, order: u8) -> T;
#[intrinsic] pub fn atomic_fence(order: u8);
#[intrinsic] pub fn thread_local_dtor(data: *mut u8, dtor: fn(*mut u8));

// ---- What std itself has no use for.

pub const unsafe fn exact_div<T: Copy>(x: T, y: T) -> T {
    if ctpop(unchecked_rem(x, y)) != 0 { unreachable() }
    unchecked_div(x, y)
}
pub const unsafe fn ctlz_nonzero<T: Copy>(x: T) -> u32 { if ctpop(x) == 0 { unreachable() } else { ctlz(x) } }
pub const unsafe fn cttz_nonzero<T: Copy>(x: T) -> u32 { if ctpop(x) == 0 { unreachable() } else { cttz(x) } }
pub const unsafe fn unchecked_add<T: Copy>(x: T, y: T) -> T {
    let (value, overflowed) = add_with_overflow(x, y);
    if overflowed { unreachable() } else { value }
}
pub const unsafe fn unchecked_sub<T: Copy>(x: T, y: T) -> T {
    let (value, overflowed) = sub_with_overflow(x, y);
    if overflowed { unreachable() } else { value }
}
pub const unsafe fn unchecked_mul<T: Copy>(x: T, y: T) -> T {
    let (value, overflowed) = mul_with_overflow(x, y);
    if overflowed { unreachable() } else { value }
}
pub unsafe fn unchecked_funnel_shl<T: Copy>(high: T, low: T, by: u32) -> T {
    let bits = 8 * size_of::<T>() as u32;
    assume(by < bits);
    if by == 0 { high } else { wrapping_add(unchecked_shl(high, by), unchecked_shr(low, bits - by)) }
}
pub unsafe fn unchecked_funnel_shr<T: Copy>(high: T, low: T, by: u32) -> T {
    let bits = 8 * size_of::<T>() as u32;
    assume(by < bits);
    if by == 0 { low } else { wrapping_add(unchecked_shl(high, bits - by), unchecked_shr(low, by)) }
}
pub unsafe fn float_to_int_unchecked<F: crate::f64::FloatToInt<I>, I>(value: F) -> I { <F as crate::f64::FloatToInt<I>>::to_int(value) }
/// Each value counts as read and written as a `T`.
pub unsafe fn typed_swap_nonoverlapping<T>(a: *mut T, b: *mut T) {
    let a_value = read_via_copy(a as *const T);
    write_via_move(a, read_via_copy(b as *const T));
    write_via_move(b, a_value);
}
pub const unsafe fn disjoint_bitor<T: DisjointBitOr>(a: T, b: T) -> T { T::disjoint(a, b) }
pub trait DisjointBitOr: Copy { unsafe fn disjoint(a: Self, b: Self) -> Self; }
macro_rules! disjoint_bitor {
    ($($T:ty: $zero:expr),*) => {$(
        impl DisjointBitOr for $T {
            unsafe fn disjoint(a: Self, b: Self) -> Self {
                if a & b != $zero { unreachable() }
                a | b
            }
        }
    )*};
}
disjoint_bitor!(bool: false, u8: 0, u16: 0, u32: 0, u64: 0, u128: 0, usize: 0, i8: 0, i16: 0, i32: 0, i64: 0, i128: 0, isize: 0);
pub const unsafe fn ptr_offset_from_unsigned<T>(a: *const T, b: *const T) -> usize { a.offset_from_unsigned(b) }
/// Neither operand nor result may be infinite or no number: only of those is the difference with itself no zero.
unsafe fn assume_finite<F: Copy + crate::ops::Sub<Output = F> + PartialEq>(a: F) -> F {
    assume(a - a == a - a);
    a
}
macro_rules! fast_floats {
    ($($fast:ident $algebraic:ident $Op:ident $operator:tt),*) => {$(
        pub unsafe fn $fast<F: Copy + crate::ops::$Op<Output = F> + crate::ops::Sub<Output = F> + PartialEq>(a: F, b: F) -> F {
            assume_finite(assume_finite(a) $operator assume_finite(b))
        }
        pub const fn $algebraic<F: Copy + crate::ops::$Op<Output = F>>(a: F, b: F) -> F { a $operator b }
    )*};
}
fast_floats!(fadd_fast fadd_algebraic Add +, fsub_fast fsub_algebraic Sub -, fmul_fast fmul_algebraic Mul *, fdiv_fast fdiv_algebraic Div /, frem_fast frem_algebraic Rem %);
