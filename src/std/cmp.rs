use Ordering::*;

#[lang = "eq"]
pub trait PartialEq<Rhs: ?Sized = Self> {
    fn eq(&self, other: &Rhs) -> bool;
    fn ne(&self, other: &Rhs) -> bool { !self.eq(other) }
}
pub trait Eq: PartialEq<Self> {
    // Made by the derive, which names the types of the fields in it.
    fn assert_receiver_is_total_eq(&self) {}
}

/// What `#[derive(Eq)]` says of each field.
pub struct AssertParamIsEq<T: Eq + ?Sized> { marker: crate::marker::PhantomData<T> }

#[lang = "Ordering"]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i8)]
pub enum Ordering {
    Less = -1,
    Equal = 0,
    Greater = 1,
}
impl PartialOrd for Ordering {
    fn partial_cmp(&self, other: &Ordering) -> Option<Ordering> { (*self as i32).partial_cmp(&(*other as i32)) }
}
impl Ord for Ordering {
    fn cmp(&self, other: &Ordering) -> Ordering { (*self as i32).cmp(&(*other as i32)) }
}
impl Ordering {
    pub const fn is_eq(self) -> bool { matches!(self, Equal) }
    pub const fn is_ne(self) -> bool { !matches!(self, Equal) }
    pub const fn is_lt(self) -> bool { matches!(self, Less) }
    pub const fn is_gt(self) -> bool { matches!(self, Greater) }
    pub const fn is_le(self) -> bool { !matches!(self, Greater) }
    pub const fn is_ge(self) -> bool { !matches!(self, Less) }
    pub const fn reverse(self) -> Ordering {
        match self {
            Less => Greater,
            Equal => Equal,
            Greater => Less,
        }
    }
    pub fn then(self, other: Ordering) -> Ordering {
        match self {
            Equal => other,
            _ => self,
        }
    }
    pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering {
        match self {
            Equal => f(),
            _ => self,
        }
    }
}

#[lang = "partial_ord"]
pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
    fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
    fn lt(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Less)) }
    fn le(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Less | Equal)) }
    fn gt(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Greater)) }
    fn ge(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Greater | Equal)) }
}
pub trait Ord: Eq + PartialOrd<Self> {
    fn cmp(&self, other: &Self) -> Ordering;
    fn max(self, other: Self) -> Self where Self: Sized { if other < self { self } else { other } }
    fn min(self, other: Self) -> Self where Self: Sized { if other < self { other } else { self } }
    fn clamp(self, min: Self, max: Self) -> Self where Self: Sized {
        assert!(min <= max);
        if self < min { min } else if self > max { max } else { self }
    }
}
pub fn min<T: Ord>(a: T, b: T) -> T { a.min(b) }
pub fn max<T: Ord>(a: T, b: T) -> T { a.max(b) }
pub fn min_by_key<T, F: FnMut(&T) -> K, K: Ord>(a: T, b: T, mut f: F) -> T { if f(&b) < f(&a) { b } else { a } }
pub fn max_by_key<T, F: FnMut(&T) -> K, K: Ord>(a: T, b: T, mut f: F) -> T { if f(&b) < f(&a) { a } else { b } }
pub fn min_by<T, F: FnOnce(&T, &T) -> Ordering>(a: T, b: T, compare: F) -> T {
    match compare(&a, &b) {
        Less | Equal => a,
        Greater => b,
    }
}
pub fn max_by<T, F: FnOnce(&T, &T) -> Ordering>(a: T, b: T, compare: F) -> T {
    match compare(&a, &b) {
        Less | Equal => b,
        Greater => a,
    }
}

macro_rules! scalar_order {
    (clamp bool) => {};
    (clamp $ty:ident) => {
        fn clamp(self, min: $ty, max: $ty) -> $ty {
            assert!(min <= max, "min > max. min = {min:?}, max = {max:?}");
            if self < min { min } else if self > max { max } else { self }
        }
    };
    ($($ty:ident)*) => {$(
        impl PartialEq for $ty {
            fn eq(&self, other: &$ty) -> bool { *self == *other }
            fn ne(&self, other: &$ty) -> bool { *self != *other }
        }
        impl Eq for $ty {}
        impl PartialOrd for $ty {
            fn partial_cmp(&self, other: &$ty) -> Option<Ordering> { Some(self.cmp(other)) }
            fn lt(&self, other: &$ty) -> bool { *self < *other }
            fn le(&self, other: &$ty) -> bool { *self <= *other }
            fn gt(&self, other: &$ty) -> bool { *self > *other }
            fn ge(&self, other: &$ty) -> bool { *self >= *other }
        }
        impl Ord for $ty {
            fn cmp(&self, other: &$ty) -> Ordering {
                if *self < *other { Less } else if *self == *other { Equal } else { Greater }
            }
            scalar_order!(clamp $ty);
        }
    )*};
}
scalar_order!(bool char i32 i64 isize u8 u32 u64 usize);
#[cfg(std_file = "rare_integers")]
scalar_order!(i8 i16 i128 u16 u128);
macro_rules! float_order {
    ($($ty:ty)*) => {$(
        impl PartialEq for $ty {
            fn eq(&self, other: &$ty) -> bool { *self == *other }
            fn ne(&self, other: &$ty) -> bool { *self != *other }
        }
        impl PartialOrd for $ty {
            fn partial_cmp(&self, other: &$ty) -> Option<Ordering> {
                if *self < *other { Some(Less) } else if *self == *other { Some(Equal) } else if *self > *other { Some(Greater) } else { None }
            }
            fn lt(&self, other: &$ty) -> bool { *self < *other }
            fn le(&self, other: &$ty) -> bool { *self <= *other }
            fn gt(&self, other: &$ty) -> bool { *self > *other }
            fn ge(&self, other: &$ty) -> bool { *self >= *other }
        }
    )*};
}
float_order!(f32 f64);
impl PartialEq for () {
    fn eq(&self, _other: &()) -> bool { true }
}
impl Eq for () {}
impl PartialOrd for () {
    fn partial_cmp(&self, _other: &()) -> Option<Ordering> { Some(Equal) }
}
impl Ord for () {
    fn cmp(&self, _other: &()) -> Ordering { Equal }
}
impl PartialEq for ! {
    fn eq(&self, _other: &!) -> bool { *self }
}
impl Eq for ! {}

impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&B> for &A {
    fn eq(&self, other: &&B) -> bool { PartialEq::eq(*self, *other) }
    fn ne(&self, other: &&B) -> bool { PartialEq::ne(*self, *other) }
}
impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&mut B> for &mut A {
    fn eq(&self, other: &&mut B) -> bool { PartialEq::eq(*self, *other) }
}
impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&mut B> for &A {
    fn eq(&self, other: &&mut B) -> bool { PartialEq::eq(*self, *other) }
}
impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&B> for &mut A {
    fn eq(&self, other: &&B) -> bool { PartialEq::eq(*self, *other) }
}
impl<A: ?Sized + Eq> Eq for &A {}
impl<A: ?Sized + Eq> Eq for &mut A {}
impl<A: ?Sized + PartialOrd<B>, B: ?Sized> PartialOrd<&B> for &A {
    fn partial_cmp(&self, other: &&B) -> Option<Ordering> { PartialOrd::partial_cmp(*self, *other) }
    fn lt(&self, other: &&B) -> bool { PartialOrd::lt(*self, *other) }
    fn le(&self, other: &&B) -> bool { PartialOrd::le(*self, *other) }
    fn gt(&self, other: &&B) -> bool { PartialOrd::gt(*self, *other) }
    fn ge(&self, other: &&B) -> bool { PartialOrd::ge(*self, *other) }
}
impl<A: ?Sized + PartialOrd<B>, B: ?Sized> PartialOrd<&mut B> for &mut A {
    fn partial_cmp(&self, other: &&mut B) -> Option<Ordering> { PartialOrd::partial_cmp(*self, *other) }
}
impl<A: ?Sized + Ord> Ord for &A {
    fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(*self, *other) }
}
impl<A: ?Sized + Ord> Ord for &mut A {
    fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(*self, *other) }
}
macro_rules! pointer_order {
    ($($pointer:tt)*) => {$(
        impl<T: ?Sized> PartialEq for *$pointer T {
            fn eq(&self, other: &*$pointer T) -> bool { *self == *other }
        }
        impl<T: ?Sized> Eq for *$pointer T {}
        impl<T: ?Sized> PartialOrd for *$pointer T {
            fn partial_cmp(&self, other: &*$pointer T) -> Option<Ordering> { Some(self.cmp(other)) }
        }
        impl<T: ?Sized> Ord for *$pointer T {
            fn cmp(&self, other: &*$pointer T) -> Ordering {
                if *self < *other { Less } else if *self == *other { Equal } else { Greater }
            }
        }
    )*};
}
pointer_order!(const mut);

macro_rules! tuple_order {
    ($(($($T:ident $index:tt),+))*) => {$(
        impl<$($T: PartialEq),+> PartialEq for ($($T,)+) {
            fn eq(&self, other: &($($T,)+)) -> bool { $(self.$index == other.$index)&&+ }
        }
        impl<$($T: Eq),+> Eq for ($($T,)+) {}
        impl<$($T: PartialOrd),+> PartialOrd for ($($T,)+) {
            fn partial_cmp(&self, other: &($($T,)+)) -> Option<Ordering> {
                $(match self.$index.partial_cmp(&other.$index) {
                    Some(Equal) => {}
                    decided => return decided,
                })+
                Some(Equal)
            }
        }
        impl<$($T: Ord),+> Ord for ($($T,)+) {
            fn cmp(&self, other: &($($T,)+)) -> Ordering {
                $(match self.$index.cmp(&other.$index) {
                    Equal => {}
                    decided => return decided,
                })+
                Equal
            }
        }
        impl<$($T: Default),+> Default for ($($T,)+) {
            fn default() -> ($($T,)+) { ($($T::default(),)+) }
        }
        impl<$($T: crate::hash::Hash),+> crate::hash::Hash for ($($T,)+) {
            fn hash<State: crate::hash::Hasher>(&self, state: &mut State) { $(self.$index.hash(state);)+ }
        }
        impl<$($T: crate::fmt::Debug),+> crate::fmt::Debug for ($($T,)+) {
            fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
                let mut builder = f.debug_tuple("");
                $(builder.field(&self.$index);)+
                builder.finish()
            }
        }
    )*};
}
tuple_order! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reverse<T>(pub T);
impl<T: PartialOrd> PartialOrd for Reverse<T> {
    fn partial_cmp(&self, other: &Reverse<T>) -> Option<Ordering> { other.0.partial_cmp(&self.0) }
}
impl<T: Ord> Ord for Reverse<T> {
    fn cmp(&self, other: &Reverse<T>) -> Ordering { other.0.cmp(&self.0) }
}
