use crate::cmp::Ordering;
use crate::fmt;
use crate::ops::Deref;

pub trait Borrow<Borrowed: ?Sized> {
    fn borrow(&self) -> &Borrowed;
}
pub trait BorrowMut<Borrowed: ?Sized>: Borrow<Borrowed> {
    fn borrow_mut(&mut self) -> &mut Borrowed;
}
impl<T: ?Sized> Borrow<T> for T {
    fn borrow(&self) -> &T { self }
}
impl<T: ?Sized> BorrowMut<T> for T {
    fn borrow_mut(&mut self) -> &mut T { self }
}
impl<T: ?Sized> Borrow<T> for &T {
    fn borrow(&self) -> &T { &**self }
}
impl<T: ?Sized> Borrow<T> for &mut T {
    fn borrow(&self) -> &T { &**self }
}
impl<T: ?Sized> BorrowMut<T> for &mut T {
    fn borrow_mut(&mut self) -> &mut T { &mut **self }
}
impl<T> Borrow<[T]> for Vec<T> {
    fn borrow(&self) -> &[T] { self }
}
impl<T> BorrowMut<[T]> for Vec<T> {
    fn borrow_mut(&mut self) -> &mut [T] { self }
}
impl<T, const N: usize> BorrowMut<[T]> for [T; N] {
    fn borrow_mut(&mut self) -> &mut [T] { self }
}
impl Borrow<str> for String {
    fn borrow(&self) -> &str { self }
}
impl<T, const N: usize> Borrow<[T]> for [T; N] {
    fn borrow(&self) -> &[T] { self }
}

pub trait ToOwned {
    type Owned: Borrow<Self>;
    fn to_owned(&self) -> Self::Owned;
    fn clone_into(&self, target: &mut Self::Owned) { *target = self.to_owned() }
}
impl<T: Clone> ToOwned for T {
    type Owned = T;
    fn to_owned(&self) -> T { self.clone() }
}
impl ToOwned for str {
    type Owned = String;
    fn to_owned(&self) -> String { String::from(self) }
}
impl<T: Clone> ToOwned for [T] {
    type Owned = Vec<T>;
    fn to_owned(&self) -> Vec<T> { self.to_vec() }
}

pub enum Cow<'a, B: ?Sized + ToOwned + 'a> {
    Borrowed(&'a B),
    Owned(<B as ToOwned>::Owned),
}
use Cow::{Borrowed, Owned};
impl<B: ?Sized + ToOwned> Cow<'_, B> {
    pub fn is_borrowed(&self) -> bool {
        match *self {
            Borrowed(_) => true,
            Owned(_) => false,
        }
    }
    pub fn is_owned(&self) -> bool { !self.is_borrowed() }
    pub fn into_owned(self) -> <B as ToOwned>::Owned {
        match self {
            Borrowed(borrowed) => borrowed.to_owned(),
            Owned(owned) => owned,
        }
    }
    pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned {
        if let Borrowed(borrowed) = *self {
            *self = Owned(borrowed.to_owned());
        }
        match *self {
            Owned(ref mut owned) => owned,
            Borrowed(_) => unreachable!(),
        }
    }
}
impl<B: ?Sized + ToOwned> Deref for Cow<'_, B> {
    type Target = B;
    fn deref(&self) -> &B {
        match *self {
            Borrowed(borrowed) => borrowed,
            Owned(ref owned) => owned.borrow(),
        }
    }
}
impl<B: ?Sized + ToOwned> Clone for Cow<'_, B> {
    fn clone(&self) -> Self {
        match *self {
            Borrowed(borrowed) => Borrowed(borrowed),
            Owned(ref owned) => {
                let borrowed: &B = owned.borrow();
                Owned(borrowed.to_owned())
            }
        }
    }
}
impl<B: ?Sized + ToOwned> AsRef<B> for Cow<'_, B> {
    fn as_ref(&self) -> &B { &**self }
}
impl<B: ?Sized + ToOwned + fmt::Display> fmt::Display for Cow<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<B: ?Sized + ToOwned + fmt::Debug> fmt::Debug for Cow<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<'a, 'b, B: ?Sized + ToOwned + PartialEq<C>, C: ?Sized + ToOwned> PartialEq<Cow<'b, C>> for Cow<'a, B> {
    fn eq(&self, other: &Cow<'b, C>) -> bool { PartialEq::eq(&**self, &**other) }
}
impl<B: ?Sized + ToOwned + Eq> Eq for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + PartialOrd> PartialOrd for Cow<'_, B> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { (**self).partial_cmp(&**other) }
}
impl<B: ?Sized + ToOwned + Ord> Ord for Cow<'_, B> {
    fn cmp(&self, other: &Self) -> Ordering { (**self).cmp(&**other) }
}
impl<B: ?Sized + ToOwned + crate::hash::Hash> crate::hash::Hash for Cow<'_, B> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { crate::hash::Hash::hash(&**self, state) }
}
impl<'a> PartialEq<str> for Cow<'a, str> {
    fn eq(&self, other: &str) -> bool { **self == *other }
}
impl<'a, 'b> PartialEq<&'b str> for Cow<'a, str> {
    fn eq(&self, other: &&'b str) -> bool { **self == **other }
}
impl<'a> PartialEq<String> for Cow<'a, str> {
    fn eq(&self, other: &String) -> bool { **self == **other }
}
impl<'a> From<&'a str> for Cow<'a, str> {
    fn from(text: &'a str) -> Cow<'a, str> { Borrowed(text) }
}
impl<'a> From<String> for Cow<'a, str> {
    fn from(text: String) -> Cow<'a, str> { Owned(text) }
}
impl<'a> From<&'a String> for Cow<'a, str> {
    fn from(text: &'a String) -> Cow<'a, str> { Borrowed(text) }
}
impl<'a, T: Clone> From<&'a [T]> for Cow<'a, [T]> {
    fn from(slice: &'a [T]) -> Cow<'a, [T]> { Borrowed(slice) }
}
impl<'a, T: Clone> From<Vec<T>> for Cow<'a, [T]> {
    fn from(vec: Vec<T>) -> Cow<'a, [T]> { Owned(vec) }
}
impl<'a, T: Clone> From<&'a Vec<T>> for Cow<'a, [T]> {
    fn from(vec: &'a Vec<T>) -> Cow<'a, [T]> { Borrowed(vec) }
}
impl<'a, T: Clone, const N: usize> From<&'a [T; N]> for Cow<'a, [T]> {
    fn from(array: &'a [T; N]) -> Cow<'a, [T]> { Borrowed(array) }
}
impl<'a, T: Clone> FromIterator<T> for Cow<'a, [T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Cow<'a, [T]> { Owned(Vec::from_iter(iter)) }
}
impl<'a, B: ?Sized + ToOwned> Borrow<B> for Cow<'a, B> {
    fn borrow(&self) -> &B { self }
}
impl<B: ?Sized + ToOwned> Default for Cow<'_, B> where B::Owned: Default {
    fn default() -> Self { Owned(B::Owned::default()) }
}
impl<'a> PartialEq<Cow<'a, str>> for str {
    fn eq(&self, other: &Cow<'a, str>) -> bool { self == &**other }
}
impl<'a, 'b> PartialEq<Cow<'a, str>> for &'b str {
    fn eq(&self, other: &Cow<'a, str>) -> bool { *self == &**other }
}
impl<'a> PartialEq<Cow<'a, str>> for String {
    fn eq(&self, other: &Cow<'a, str>) -> bool { self.as_str() == &**other }
}
