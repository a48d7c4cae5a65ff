macro_rules! operator_traits {
    ($($lang:literal $Trait:ident $method:ident $assign_lang:literal $AssignTrait:ident $assign_method:ident;)*) => {$(
        #[lang = $lang]
        pub trait $Trait<Rhs = Self> {
            type Output;
            fn $method(self, rhs: Rhs) -> Self::Output;
        }
        #[lang = $assign_lang]
        pub trait $AssignTrait<Rhs = Self> {
            fn $assign_method(&mut self, rhs: Rhs);
        }
    )*};
}
operator_traits! {
    "add" Add add "add_assign" AddAssign add_assign;
    "sub" Sub sub "sub_assign" SubAssign sub_assign;
    "mul" Mul mul "mul_assign" MulAssign mul_assign;
    "div" Div div "div_assign" DivAssign div_assign;
    "rem" Rem rem "rem_assign" RemAssign rem_assign;
    "bitand" BitAnd bitand "bitand_assign" BitAndAssign bitand_assign;
    "bitor" BitOr bitor "bitor_assign" BitOrAssign bitor_assign;
    "bitxor" BitXor bitxor "bitxor_assign" BitXorAssign bitxor_assign;
    "shl" Shl shl "shl_assign" ShlAssign shl_assign;
    "shr" Shr shr "shr_assign" ShrAssign shr_assign;
}
macro_rules! binary_operator {
    ($ty:ident : $($Trait:ident $method:ident $op:tt $AssignTrait:ident $assign_method:ident $assign_op:tt;)*) => {$(
        impl $Trait for $ty {
            type Output = $ty;
            fn $method(self, rhs: $ty) -> $ty { self $op rhs }
        }
        impl $Trait<&$ty> for $ty {
            type Output = $ty;
            fn $method(self, rhs: &$ty) -> $ty { self $op *rhs }
        }
        impl $Trait<$ty> for &$ty {
            type Output = $ty;
            fn $method(self, rhs: $ty) -> $ty { *self $op rhs }
        }
        impl $Trait<&$ty> for &$ty {
            type Output = $ty;
            fn $method(self, rhs: &$ty) -> $ty { *self $op *rhs }
        }
        impl $AssignTrait for $ty {
            fn $assign_method(&mut self, rhs: $ty) { *self $assign_op rhs }
        }
        impl $AssignTrait<&$ty> for $ty {
            fn $assign_method(&mut self, rhs: &$ty) { *self $assign_op *rhs }
        }
    )*};
}
macro_rules! arithmetic {
    ($($ty:ident)*) => {$(
        binary_operator! { $ty: Add add + AddAssign add_assign +=; Sub sub - SubAssign sub_assign -=; Mul mul * MulAssign mul_assign *=; Div div / DivAssign div_assign /=; Rem rem % RemAssign rem_assign %=; }
    )*};
}
macro_rules! bit_operators {
    ($($ty:ident)*) => {$(
        binary_operator! { $ty: BitAnd bitand & BitAndAssign bitand_assign &=; BitOr bitor | BitOrAssign bitor_assign |=; BitXor bitxor ^ BitXorAssign bitxor_assign ^=; }
    )*};
}
macro_rules! shifts {
    ($($ty:ident)*) => {$(
        binary_operator! { $ty: Shl shl << ShlAssign shl_assign <<=; Shr shr >> ShrAssign shr_assign >>=; }
    )*};
}
arithmetic!(i32 i64 isize u8 u32 u64 usize f32 f64);
bit_operators!(bool i32 i64 isize u8 u32 u64 usize);
shifts!(i32 i64 isize u8 u32 u64 usize);
#[cfg(std_file = "rare_integers")]
arithmetic!(i8 i16 i128 u16 u128);
#[cfg(std_file = "rare_integers")]
bit_operators!(i8 i16 i128 u16 u128);
#[cfg(std_file = "rare_integers")]
shifts!(i8 i16 i128 u16 u128);

macro_rules! shifts_by {
    ($($ty:ty : $($by:ty)*;)*) => {$($(
        impl Shl<$by> for $ty {
            type Output = $ty;
            fn shl(self, rhs: $by) -> $ty { self << rhs }
        }
        impl Shr<$by> for $ty {
            type Output = $ty;
            fn shr(self, rhs: $by) -> $ty { self >> rhs }
        }
        impl ShlAssign<$by> for $ty {
            fn shl_assign(&mut self, rhs: $by) { *self <<= rhs }
        }
        impl ShrAssign<$by> for $ty {
            fn shr_assign(&mut self, rhs: $by) { *self >>= rhs }
        }
    )*)*};
}
// Only generic code needs these; the operators themselves shift any integer by any other.
shifts_by! {
    i32: u8 u32 usize;
    i64: u8 i32 u32 usize;
    isize: u8 i32 u32 usize;
    u8: i32 u32 usize;
    u32: u8 i32 usize;
    u64: u8 i32 u32 usize;
    usize: u8 i32 u32;
}
#[cfg(std_file = "rare_integers")]
shifts_by! {
    i8: u8 i32 u32 usize;
    i16: u8 i32 u32 usize;
    i128: u8 i32 u32 usize;
    u16: u8 i32 u32 usize;
    u128: u8 i32 u32 usize;
}

#[lang = "neg"]
pub trait Neg {
    type Output;
    fn neg(self) -> Self::Output;
}
#[lang = "not"]
pub trait Not {
    type Output;
    fn not(self) -> Self::Output;
}
macro_rules! unary_operator {
    ($Trait:ident $method:ident $op:tt : $($ty:ty)*) => {$(
        impl $Trait for $ty {
            type Output = $ty;
            fn $method(self) -> $ty { $op self }
        }
        impl $Trait for &$ty {
            type Output = $ty;
            fn $method(self) -> $ty { $op *self }
        }
    )*};
}
unary_operator!(Neg neg - : i32 i64 isize f32 f64);
unary_operator!(Not not ! : bool i32 i64 isize u8 u32 u64 usize);
#[cfg(std_file = "rare_integers")]
unary_operator!(Neg neg - : i8 i16 i128);
#[cfg(std_file = "rare_integers")]
unary_operator!(Not not ! : i8 i16 i128 u16 u128);

#[lang = "drop"]
pub trait Drop {
    fn drop(&mut self);
}

#[lang = "deref"]
pub trait Deref {
    #[lang = "deref_target"]
    type Target: ?Sized;
    fn deref(&self) -> &Self::Target;
}
#[lang = "deref_mut"]
pub trait DerefMut: Deref {
    fn deref_mut(&mut self) -> &mut Self::Target;
}
impl<T: ?Sized> Deref for &T {
    type Target = T;
    fn deref(&self) -> &T { *self }
}
impl<T: ?Sized> Deref for &mut T {
    type Target = T;
    fn deref(&self) -> &T { *self }
}
impl<T: ?Sized> DerefMut for &mut T {
    fn deref_mut(&mut self) -> &mut T { *self }
}

#[lang = "index"]
pub trait Index<Idx: ?Sized> {
    #[lang = "index_output"]
    type Output: ?Sized;
    fn index(&self, index: Idx) -> &Self::Output;
}
#[lang = "index_mut"]
pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
    fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
}

#[lang = "fn_once"]
pub trait FnOnce<Args> {
    #[lang = "fn_once_output"]
    type Output;
    extern "rust-call" fn call_once(self, args: Args) -> Self::Output;
}
#[lang = "fn_mut"]
pub trait FnMut<Args>: FnOnce<Args> {
    extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output;
}
#[lang = "fn"]
pub trait Fn<Args>: FnMut<Args> {
    extern "rust-call" fn call(&self, args: Args) -> Self::Output;
}
impl<A, F: ?Sized + Fn<A>> Fn<A> for &F {
    extern "rust-call" fn call(&self, args: A) -> F::Output { (**self).call(args) }
}
impl<A, F: ?Sized + Fn<A>> FnMut<A> for &F {
    extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output { (**self).call(args) }
}
impl<A, F: ?Sized + Fn<A>> FnOnce<A> for &F {
    type Output = F::Output;
    extern "rust-call" fn call_once(self, args: A) -> F::Output { (*self).call(args) }
}
impl<A, F: ?Sized + FnMut<A>> FnMut<A> for &mut F {
    extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output { (**self).call_mut(args) }
}
impl<A, F: ?Sized + FnMut<A>> FnOnce<A> for &mut F {
    type Output = F::Output;
    extern "rust-call" fn call_once(self, args: A) -> F::Output { (*self).call_mut(args) }
}

#[lang = "async_fn_once"]
pub trait AsyncFnOnce<Args> {
    type Output;
}
#[lang = "async_fn_mut"]
pub trait AsyncFnMut<Args>: AsyncFnOnce<Args> {}
#[lang = "async_fn"]
pub trait AsyncFn<Args>: AsyncFnMut<Args> {}

#[lang = "coerce_unsized"]
pub trait CoerceUnsized<T: ?Sized> {}
impl<'a, T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<&'a mut U> for &'a mut T {}
impl<'a, T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'a mut T {}
impl<'a, T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<*mut U> for &'a mut T {}
impl<'a, T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<*const U> for &'a mut T {}
impl<'a, T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'a T {}
impl<'a, T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<*const U> for &'a T {}
impl<T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<*mut U> for *mut T {}
impl<T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<*const U> for *mut T {}
impl<T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> CoerceUnsized<*const U> for *const T {}

#[lang = "dispatch_from_dyn"]
pub trait DispatchFromDyn<T> {}

// ---- `?`

#[lang = "ControlFlow"]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ControlFlow<B, C = ()> {
    #[lang = "Continue"]
    Continue(C),
    #[lang = "Break"]
    Break(B),
}
impl<B, C> ControlFlow<B, C> {
    pub fn is_break(&self) -> bool { matches!(self, ControlFlow::Break(_)) }
    pub fn is_continue(&self) -> bool { matches!(self, ControlFlow::Continue(_)) }
    pub fn break_value(self) -> Option<B> {
        match self {
            ControlFlow::Break(value) => Some(value),
            ControlFlow::Continue(_) => None,
        }
    }
    pub fn continue_value(self) -> Option<C> {
        match self {
            ControlFlow::Continue(value) => Some(value),
            ControlFlow::Break(_) => None,
        }
    }
}
#[lang = "Try"]
pub trait Try: FromResidual<Self::Residual> {
    type Output;
    type Residual;
    #[lang = "from_output"]
    fn from_output(output: Self::Output) -> Self;
    #[lang = "branch"]
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}
#[lang = "FromResidual"]
pub trait FromResidual<R> {
    #[lang = "from_residual"]
    fn from_residual(residual: R) -> Self;
}
impl<B, C> Try for ControlFlow<B, C> {
    type Output = C;
    type Residual = ControlFlow<B, crate::convert::Infallible>;
    fn from_output(output: C) -> Self { ControlFlow::Continue(output) }
    fn branch(self) -> ControlFlow<Self::Residual, C> {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(value),
            ControlFlow::Break(value) => ControlFlow::Break(ControlFlow::Break(value)),
        }
    }
}
impl<B, C> FromResidual<ControlFlow<B, crate::convert::Infallible>> for ControlFlow<B, C> {
    fn from_residual(residual: ControlFlow<B, crate::convert::Infallible>) -> Self {
        match residual {
            ControlFlow::Break(value) => ControlFlow::Break(value),
            ControlFlow::Continue(never) => match never {},
        }
    }
}

// ---- Ranges

#[lang = "RangeFull"]
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RangeFull;
#[lang = "Range"]
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Range<Idx> {
    pub start: Idx,
    pub end: Idx,
}
#[lang = "RangeFrom"]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RangeFrom<Idx> {
    pub start: Idx,
}
#[lang = "RangeTo"]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RangeTo<Idx> {
    pub end: Idx,
}
#[lang = "RangeInclusiveStruct"]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RangeInclusive<Idx> {
    pub(crate) start: Idx,
    pub(crate) end: Idx,
    pub(crate) exhausted: bool,
}
#[lang = "RangeToInclusive"]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RangeToInclusive<Idx> {
    pub end: Idx,
}
impl<Idx> RangeInclusive<Idx> {
    #[lang = "range_inclusive_new"]
    pub const fn new(start: Idx, end: Idx) -> Self { RangeInclusive { start, end, exhausted: false } }
    pub const fn start(&self) -> &Idx { &self.start }
    pub const fn end(&self) -> &Idx { &self.end }
    pub fn into_inner(self) -> (Idx, Idx) { (self.start, self.end) }
}
impl<Idx: PartialOrd<Idx>> Range<Idx> {
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool where Idx: PartialOrd<U> { self.start <= *item && *item < self.end }
    pub fn is_empty(&self) -> bool { !(self.start < self.end) }
}
impl<Idx: PartialOrd<Idx>> RangeInclusive<Idx> {
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool where Idx: PartialOrd<U> {
        self.start <= *item && if self.exhausted { *item < self.end } else { *item <= self.end }
    }
    pub fn is_empty(&self) -> bool { self.exhausted || !(self.start <= self.end) }
}
impl<Idx: PartialOrd<Idx>> RangeFrom<Idx> {
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool where Idx: PartialOrd<U> { self.start <= *item }
}
impl<Idx: PartialOrd<Idx>> RangeTo<Idx> {
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool where Idx: PartialOrd<U> { *item < self.end }
}
impl<Idx: PartialOrd<Idx>> RangeToInclusive<Idx> {
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool where Idx: PartialOrd<U> { *item <= self.end }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound<T> {
    Included(T),
    Excluded(T),
    Unbounded,
}
impl<T> Bound<T> {
    pub fn as_ref(&self) -> Bound<&T> {
        match self {
            Bound::Included(value) => Bound::Included(value),
            Bound::Excluded(value) => Bound::Excluded(value),
            Bound::Unbounded => Bound::Unbounded,
        }
    }
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Bound<U> {
        match self {
            Bound::Included(value) => Bound::Included(f(value)),
            Bound::Excluded(value) => Bound::Excluded(f(value)),
            Bound::Unbounded => Bound::Unbounded,
        }
    }
}
impl<T: Clone> Bound<&T> {
    pub fn cloned(self) -> Bound<T> { self.map(|value| value.clone()) }
}
pub trait RangeBounds<T: ?Sized> {
    fn start_bound(&self) -> Bound<&T>;
    fn end_bound(&self) -> Bound<&T>;
    fn contains<U: ?Sized + PartialOrd<T>>(&self, item: &U) -> bool where T: PartialOrd<U> {
        let is_behind_start = match self.start_bound() {
            Bound::Included(start) => *start <= *item,
            Bound::Excluded(start) => *start < *item,
            Bound::Unbounded => true,
        };
        is_behind_start
            && match self.end_bound() {
                Bound::Included(end) => *item <= *end,
                Bound::Excluded(end) => *item < *end,
                Bound::Unbounded => true,
            }
    }
}
impl<T: ?Sized> RangeBounds<T> for RangeFull {
    fn start_bound(&self) -> Bound<&T> { Bound::Unbounded }
    fn end_bound(&self) -> Bound<&T> { Bound::Unbounded }
}
impl<T> RangeBounds<T> for Range<T> {
    fn start_bound(&self) -> Bound<&T> { Bound::Included(&self.start) }
    fn end_bound(&self) -> Bound<&T> { Bound::Excluded(&self.end) }
}
impl<T> RangeBounds<T> for RangeFrom<T> {
    fn start_bound(&self) -> Bound<&T> { Bound::Included(&self.start) }
    fn end_bound(&self) -> Bound<&T> { Bound::Unbounded }
}
impl<T> RangeBounds<T> for RangeTo<T> {
    fn start_bound(&self) -> Bound<&T> { Bound::Unbounded }
    fn end_bound(&self) -> Bound<&T> { Bound::Excluded(&self.end) }
}
impl<T> RangeBounds<T> for RangeInclusive<T> {
    fn start_bound(&self) -> Bound<&T> { Bound::Included(&self.start) }
    fn end_bound(&self) -> Bound<&T> { if self.exhausted { Bound::Excluded(&self.end) } else { Bound::Included(&self.end) } }
}
impl<T> RangeBounds<T> for RangeToInclusive<T> {
    fn start_bound(&self) -> Bound<&T> { Bound::Unbounded }
    fn end_bound(&self) -> Bound<&T> { Bound::Included(&self.end) }
}

impl<T> RangeBounds<T> for (Bound<T>, Bound<T>) {
    fn start_bound(&self) -> Bound<&T> { self.0.as_ref() }
    fn end_bound(&self) -> Bound<&T> { self.1.as_ref() }
}
impl<'a, T: ?Sized + 'a> RangeBounds<T> for (Bound<&'a T>, Bound<&'a T>) {
    fn start_bound(&self) -> Bound<&T> { self.0 }
    fn end_bound(&self) -> Bound<&T> { self.1 }
}
macro_rules! bounds_by_reference {
    ($($Range:ident, $range:ident => $start:expr, $end:expr;)*) => {$(
        impl<T> RangeBounds<T> for $Range<&T> {
            fn start_bound(&self) -> Bound<&T> {
                let $range = self;
                $start
            }
            fn end_bound(&self) -> Bound<&T> {
                let $range = self;
                $end
            }
        }
    )*};
}
bounds_by_reference! {
    Range, range => Bound::Included(range.start), Bound::Excluded(range.end);
    RangeFrom, range => Bound::Included(range.start), Bound::Unbounded;
    RangeTo, range => Bound::Unbounded, Bound::Excluded(range.end);
    RangeInclusive, range => Bound::Included(range.start), Bound::Included(range.end);
    RangeToInclusive, range => Bound::Unbounded, Bound::Included(range.end);
}

mod range_fmt {
    use super::*;
    use crate::fmt::{Debug, Formatter, Result};
    impl Debug for RangeFull {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.write_str("..") }
    }
    impl<T: Debug> Debug for Range<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            self.start.fmt(f)?;
            f.write_str("..")?;
            self.end.fmt(f)
        }
    }
    impl<T: Debug> Debug for RangeFrom<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            self.start.fmt(f)?;
            f.write_str("..")
        }
    }
    impl<T: Debug> Debug for RangeTo<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            f.write_str("..")?;
            self.end.fmt(f)
        }
    }
    impl<T: Debug> Debug for RangeInclusive<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            self.start.fmt(f)?;
            f.write_str("..=")?;
            self.end.fmt(f)?;
            if self.exhausted { f.write_str(" (exhausted)") } else { Ok(()) }
        }
    }
    impl<T: Debug> Debug for RangeToInclusive<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            f.write_str("..=")?;
            self.end.fmt(f)
        }
    }
}
