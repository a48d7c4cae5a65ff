use crate::fmt;
use crate::mem::{ManuallyDrop, MaybeUninit};

impl<T, const N: usize> [T; N] {
    pub fn map<F: FnMut(T) -> U, U>(self, mut f: F) -> [U; N] {
        let mut mapped: [MaybeUninit<U>; N] = MaybeUninit::uninit_array();
        let mut at = 0;
        for value in self {
            mapped[at].write(f(value));
            at += 1;
        }
        unsafe { crate::mem::transmute_copy(&mapped) }
    }
    pub const fn as_slice(&self) -> &[T] { self }
    pub fn as_mut_slice(&mut self) -> &mut [T] { self }
    pub fn each_ref(&self) -> [&T; N] { from_fn(|i| &self[i]) }
    pub fn each_mut(&mut self) -> [&mut T; N] {
        let pointer = self.as_mut_ptr();
        from_fn(|i| unsafe { &mut *pointer.add(i) })
    }
}
pub fn repeat<T: Clone, const N: usize>(value: T) -> [T; N] { from_fn(|_| value.clone()) }
pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(mut f: F) -> [T; N] {
    let mut made: [MaybeUninit<T>; N] = MaybeUninit::uninit_array();
    let mut at = 0;
    while at < N {
        made[at].write(f(at));
        at += 1;
    }
    unsafe { crate::mem::transmute_copy(&made) }
}
pub struct IntoIter<T, const N: usize> {
    data: [MaybeUninit<T>; N],
    start: usize,
    end: usize,
}
impl<T, const N: usize> crate::iter::FusedIterator for IntoIter<T, N> {}
impl<T, const N: usize> IntoIter<T, N> {
    pub fn as_slice(&self) -> &[T] { unsafe { crate::slice::from_raw_parts((self.data.as_ptr() as *const T).add(self.start), self.end - self.start) } }
}
impl<T: Clone, const N: usize> Clone for IntoIter<T, N> {
    fn clone(&self) -> Self {
        let mut copy = IntoIter { data: MaybeUninit::uninit_array(), start: 0, end: 0 };
        for value in self.as_slice() {
            copy.data[copy.end].write(value.clone());
            copy.end += 1;
        }
        copy
    }
}
impl<T: fmt::Debug, const N: usize> fmt::Debug for IntoIter<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.as_slice()).finish() }
}
impl<T, const N: usize> Iterator for IntoIter<T, N> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let value = unsafe { (self.data.as_ptr() as *const T).add(self.start).read() };
        self.start += 1;
        Some(value)
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.start, Some(self.end - self.start)) }
}
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { (self.data.as_ptr() as *const T).add(self.end).read() })
    }
}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T, const N: usize> Drop for IntoIter<T, N> {
    fn drop(&mut self) {
        while self.start < self.end {
            unsafe { (self.data.as_mut_ptr() as *mut T).add(self.start).drop_in_place() };
            self.start += 1;
        }
    }
}
impl<T, const N: usize> IntoIterator for [T; N] {
    type Item = T;
    type IntoIter = IntoIter<T, N>;
    fn into_iter(self) -> IntoIter<T, N> {
        let this = ManuallyDrop::new(self);
        IntoIter { data: unsafe { crate::mem::transmute_copy::<[T; N], [MaybeUninit<T>; N]>(&*this) }, start: 0, end: N }
    }
}
impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
    type Item = &'a T;
    type IntoIter = crate::slice::Iter<'a, T>;
    fn into_iter(self) -> crate::slice::Iter<'a, T> { self.iter() }
}
impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
    type Item = &'a mut T;
    type IntoIter = crate::slice::IterMut<'a, T>;
    fn into_iter(self) -> crate::slice::IterMut<'a, T> { self.iter_mut() }
}
impl<T: Clone, const N: usize> Clone for [T; N] {
    fn clone(&self) -> [T; N] { from_fn(|i| self[i].clone()) }
}
impl<T: Copy, const N: usize> Copy for [T; N] {}
impl<T: Default, const N: usize> Default for [T; N] {
    fn default() -> [T; N] { from_fn(|_| T::default()) }
}
impl<T: fmt::Debug, const N: usize> fmt::Debug for [T; N] {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self[..], f) }
}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for [T; N] {
    fn eq(&self, other: &[U; N]) -> bool { self[..] == other[..] }
}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U]> for [T; N] {
    fn eq(&self, other: &[U]) -> bool { self[..] == *other }
}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for [T] {
    fn eq(&self, other: &[U; N]) -> bool { *self == other[..] }
}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<&[U]> for [T; N] {
    fn eq(&self, other: &&[U]) -> bool { self[..] == **other }
}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for &[T] {
    fn eq(&self, other: &[U; N]) -> bool { **self == other[..] }
}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<&mut [U]> for [T; N] {
    fn eq(&self, other: &&mut [U]) -> bool { self[..] == **other }
}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for &mut [T] {
    fn eq(&self, other: &[U; N]) -> bool { **self == other[..] }
}
impl<T: Eq, const N: usize> Eq for [T; N] {}
impl<T: PartialOrd, const N: usize> PartialOrd for [T; N] {
    fn partial_cmp(&self, other: &[T; N]) -> Option<crate::cmp::Ordering> { self[..].partial_cmp(&other[..]) }
}
impl<T: Ord, const N: usize> Ord for [T; N] {
    fn cmp(&self, other: &[T; N]) -> crate::cmp::Ordering { self[..].cmp(&other[..]) }
}
impl<T, I, const N: usize> crate::ops::Index<I> for [T; N]
where
    [T]: crate::ops::Index<I>,
{
    type Output = <[T] as crate::ops::Index<I>>::Output;
    fn index(&self, index: I) -> &Self::Output { crate::ops::Index::index(self as &[T], index) }
}
impl<T, I, const N: usize> crate::ops::IndexMut<I> for [T; N]
where
    [T]: crate::ops::IndexMut<I>,
{
    fn index_mut(&mut self, index: I) -> &mut Self::Output { crate::ops::IndexMut::index_mut(self as &mut [T], index) }
}
#[derive(Clone, Copy, Debug)]
pub struct TryFromSliceError(());
impl fmt::Display for TryFromSliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("could not convert slice to array") }
}
impl crate::error::Error for TryFromSliceError {}
impl<T: Copy, const N: usize> TryFrom<&[T]> for [T; N] {
    type Error = TryFromSliceError;
    fn try_from(slice: &[T]) -> Result<[T; N], TryFromSliceError> { if slice.len() == N { Ok(from_fn(|i| slice[i])) } else { Err(TryFromSliceError(())) } }
}
impl<T: Copy, const N: usize> TryFrom<&mut [T]> for [T; N] {
    type Error = TryFromSliceError;
    fn try_from(slice: &mut [T]) -> Result<[T; N], TryFromSliceError> { <[T; N]>::try_from(&*slice) }
}
impl<'a, T, const N: usize> TryFrom<&'a [T]> for &'a [T; N] {
    type Error = TryFromSliceError;
    fn try_from(slice: &'a [T]) -> Result<&'a [T; N], TryFromSliceError> { slice.as_array().ok_or(TryFromSliceError(())) }
}
impl<'a, T, const N: usize> TryFrom<&'a mut [T]> for &'a mut [T; N] {
    type Error = TryFromSliceError;
    fn try_from(slice: &'a mut [T]) -> Result<&'a mut [T; N], TryFromSliceError> { slice.as_mut_array().ok_or(TryFromSliceError(())) }
}
impl<T, const N: usize> TryFrom<Box<[T]>> for Box<[T; N]> {
    type Error = Box<[T]>;
    fn try_from(boxed: Box<[T]>) -> Result<Box<[T; N]>, Box<[T]>> { if boxed.len() == N { Ok(unsafe { Box::from_raw(Box::into_raw(boxed) as *mut [T; N]) }) } else { Err(boxed) } }
}
impl<T, const N: usize> TryFrom<Vec<T>> for Box<[T; N]> {
    type Error = Vec<T>;
    fn try_from(vec: Vec<T>) -> Result<Box<[T; N]>, Vec<T>> { if vec.len() == N { Ok(unsafe { Box::from_raw(Box::into_raw(vec.into_boxed_slice()) as *mut [T; N]) }) } else { Err(vec) } }
}
macro_rules! tuples_as_arrays {
    ($($count:literal ($($T:ident $value:ident),+);)*) => {$(
        impl<T> From<[T; $count]> for ($($T,)+) {
            fn from(array: [T; $count]) -> ($($T,)+) {
                let [$($value),+] = array;
                ($($value,)+)
            }
        }
        impl<T> From<($($T,)+)> for [T; $count] {
            fn from(tuple: ($($T,)+)) -> [T; $count] {
                let ($($value,)+) = tuple;
                [$($value),+]
            }
        }
    )*};
}
tuples_as_arrays! {
    1 (T a);
    2 (T a, T b);
    3 (T a, T b, T c);
    4 (T a, T b, T c, T d);
    5 (T a, T b, T c, T d, T e);
    6 (T a, T b, T c, T d, T e, T f);
    7 (T a, T b, T c, T d, T e, T f, T g);
    8 (T a, T b, T c, T d, T e, T f, T g, T h);
    9 (T a, T b, T c, T d, T e, T f, T g, T h, T i);
    10 (T a, T b, T c, T d, T e, T f, T g, T h, T i, T j);
    11 (T a, T b, T c, T d, T e, T f, T g, T h, T i, T j, T k);
    12 (T a, T b, T c, T d, T e, T f, T g, T h, T i, T j, T k, T l);
}
impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] {
    type Error = Vec<T>;
    fn try_from(mut vec: Vec<T>) -> Result<[T; N], Vec<T>> {
        if vec.len() != N {
            return Err(vec);
        }
        unsafe {
            vec.set_len(0);
            Ok(crate::ptr::read(vec.as_ptr() as *const [T; N]))
        }
    }
}
