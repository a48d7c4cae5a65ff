use crate::ops::{ControlFlow, Deref, DerefMut, FromResidual, Try};
use crate::pin::Pin;

#[lang = "Option"]
#[derive(Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Option<T> {
    #[lang = "None"]
    None,
    #[lang = "Some"]
    Some(T),
}

#[cold]
fn unwrap_failed() -> ! { panic!("called `Option::unwrap()` on a `None` value") }
#[cold]
fn expect_failed(message: &str) -> ! { panic!("{}", message) }

impl<T> Option<T> {
    pub const fn is_some(&self) -> bool { matches!(*self, Some(_)) }
    pub const fn is_none(&self) -> bool { !self.is_some() }
    pub fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool {
        match self {
            Some(value) => f(value),
            None => false,
        }
    }
    pub fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool {
        match self {
            Some(value) => f(value),
            None => true,
        }
    }
    pub const fn as_ref(&self) -> Option<&T> {
        match *self {
            Some(ref value) => Some(value),
            None => None,
        }
    }
    pub const fn as_mut(&mut self) -> Option<&mut T> {
        match *self {
            Some(ref mut value) => Some(value),
            None => None,
        }
    }
    pub fn as_pin_ref(self: Pin<&Self>) -> Option<Pin<&T>> {
        match Pin::get_ref(self) {
            Some(value) => Some(unsafe { Pin::new_unchecked(value) }),
            None => None,
        }
    }
    pub fn as_pin_mut(self: Pin<&mut Self>) -> Option<Pin<&mut T>> {
        unsafe {
            match Pin::get_unchecked_mut(self).as_mut() {
                Some(value) => Some(Pin::new_unchecked(value)),
                None => None,
            }
        }
    }
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Some(value) => crate::slice::from_mut(value),
            None => &mut [],
        }
    }
    pub fn as_slice(&self) -> &[T] {
        match self {
            Some(value) => crate::slice::from_ref(value),
            None => &[],
        }
    }
    pub fn expect(self, message: &str) -> T {
        match self {
            Some(value) => value,
            None => expect_failed(message),
        }
    }
    pub fn unwrap(self) -> T {
        match self {
            Some(value) => value,
            None => unwrap_failed(),
        }
    }
    pub fn unwrap_or(self, default: T) -> T {
        match self {
            Some(value) => value,
            None => default,
        }
    }
    pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T {
        match self {
            Some(value) => value,
            None => f(),
        }
    }
    pub fn unwrap_or_default(self) -> T where T: Default {
        match self {
            Some(value) => value,
            None => T::default(),
        }
    }
    pub unsafe fn unwrap_unchecked(self) -> T {
        match self {
            Some(value) => value,
            None => unsafe { crate::hint::unreachable_unchecked() },
        }
    }
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> {
        match self {
            Some(value) => Some(f(value)),
            None => None,
        }
    }
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self {
        if let Some(ref value) = self {
            f(value);
        }
        self
    }
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {
        match self {
            Some(value) => f(value),
            None => default,
        }
    }
    pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {
        match self {
            Some(value) => f(value),
            None => default(),
        }
    }
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        match self {
            Some(value) => Ok(value),
            None => Err(error),
        }
    }
    pub fn ok_or_else<E, F: FnOnce() -> E>(self, error: F) -> Result<T, E> {
        match self {
            Some(value) => Ok(value),
            None => Err(error()),
        }
    }
    pub fn as_deref(&self) -> Option<&T::Target> where T: Deref {
        match self.as_ref() {
            Some(value) => Some(value.deref()),
            None => None,
        }
    }
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target> where T: DerefMut {
        match self.as_mut() {
            Some(value) => Some(value.deref_mut()),
            None => None,
        }
    }
    pub fn iter(&self) -> Iter<'_, T> { Iter { inner: self.as_ref() } }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> { IterMut { inner: self.as_mut() } }
    pub fn and<U>(self, other: Option<U>) -> Option<U> {
        match self {
            Some(_) => other,
            None => None,
        }
    }
    pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U> {
        match self {
            Some(value) => f(value),
            None => None,
        }
    }
    pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> Self {
        if let Some(value) = self {
            if predicate(&value) {
                return Some(value);
            }
        }
        None
    }
    pub fn or(self, other: Option<T>) -> Option<T> {
        match self {
            Some(value) => Some(value),
            None => other,
        }
    }
    pub fn or_else<F: FnOnce() -> Option<T>>(self, f: F) -> Option<T> {
        match self {
            Some(value) => Some(value),
            None => f(),
        }
    }
    pub fn xor(self, other: Option<T>) -> Option<T> {
        match (self, other) {
            (Some(value), None) => Some(value),
            (None, Some(value)) => Some(value),
            _ => None,
        }
    }
    pub fn insert(&mut self, value: T) -> &mut T {
        *self = Some(value);
        self.as_mut().unwrap()
    }
    pub fn get_or_insert_default(&mut self) -> &mut T where T: Default { self.get_or_insert_with(T::default) }
    pub fn get_or_insert(&mut self, value: T) -> &mut T {
        if let None = *self {
            *self = Some(value);
        }
        self.as_mut().unwrap()
    }
    pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T {
        if let None = *self {
            *self = Some(f());
        }
        self.as_mut().unwrap()
    }
    pub const fn take(&mut self) -> Option<T> { crate::mem::replace(self, None) }
    pub fn take_if<P: FnOnce(&mut T) -> bool>(&mut self, predicate: P) -> Option<T> {
        if self.as_mut().map_or(false, predicate) { self.take() } else { None }
    }
    pub const fn replace(&mut self, value: T) -> Option<T> { crate::mem::replace(self, Some(value)) }
    pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)> {
        match (self, other) {
            (Some(a), Some(b)) => Some((a, b)),
            _ => None,
        }
    }
}
impl<T, U> Option<(T, U)> {
    pub fn unzip(self) -> (Option<T>, Option<U>) {
        match self {
            Some((a, b)) => (Some(a), Some(b)),
            None => (None, None),
        }
    }
}
impl<T> Option<&T> {
    pub fn copied(self) -> Option<T> where T: Copy {
        match self {
            Some(&value) => Some(value),
            None => None,
        }
    }
    pub fn cloned(self) -> Option<T> where T: Clone {
        match self {
            Some(value) => Some(value.clone()),
            None => None,
        }
    }
}
impl<T> Option<&mut T> {
    pub fn copied(self) -> Option<T> where T: Copy {
        match self {
            Some(&mut value) => Some(value),
            None => None,
        }
    }
    pub fn cloned(self) -> Option<T> where T: Clone {
        match self {
            Some(value) => Some(value.clone()),
            None => None,
        }
    }
}
impl<T, E> Option<Result<T, E>> {
    pub fn transpose(self) -> Result<Option<T>, E> {
        match self {
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(error)) => Err(error),
            None => Ok(None),
        }
    }
}
impl<T> Option<Option<T>> {
    pub fn flatten(self) -> Option<T> {
        match self {
            Some(inner) => inner,
            None => None,
        }
    }
}
impl<T: Clone> Clone for Option<T> {
    fn clone(&self) -> Self {
        match self {
            Some(value) => Some(value.clone()),
            None => None,
        }
    }
}
impl<T> Default for Option<T> {
    fn default() -> Option<T> { None }
}
impl<'a, T> From<&'a Option<T>> for Option<&'a T> {
    fn from(option: &'a Option<T>) -> Option<&'a T> { option.as_ref() }
}
impl<'a, T> From<&'a mut Option<T>> for Option<&'a mut T> {
    fn from(option: &'a mut Option<T>) -> Option<&'a mut T> { option.as_mut() }
}
impl<T> From<T> for Option<T> {
    fn from(value: T) -> Option<T> { Some(value) }
}
impl<T> Try for Option<T> {
    type Output = T;
    type Residual = Option<crate::convert::Infallible>;
    fn from_output(output: T) -> Self { Some(output) }
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Some(value) => ControlFlow::Continue(value),
            None => ControlFlow::Break(None),
        }
    }
}
impl<T> FromResidual<Option<crate::convert::Infallible>> for Option<T> {
    fn from_residual(_residual: Option<crate::convert::Infallible>) -> Self { None }
}

macro_rules! option_iterators {
    ($([$($generics:tt)*] $Name:ident $Type:ty, $Item:ty;)*) => {$(
        #[derive(Debug)]
        pub struct $Name<$($generics)*> {
            inner: Option<$Item>,
        }
        impl<$($generics)*> Iterator for $Type {
            type Item = $Item;
            fn next(&mut self) -> Option<$Item> { self.inner.take() }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let count = if self.inner.is_some() { 1 } else { 0 };
                (count, Some(count))
            }
        }
        impl<$($generics)*> DoubleEndedIterator for $Type {
            fn next_back(&mut self) -> Option<$Item> { self.inner.take() }
        }
        impl<$($generics)*> ExactSizeIterator for $Type {}
    )*};
}
option_iterators! {
    ['a, T] Iter Iter<'a, T>, &'a T;
    ['a, T] IterMut IterMut<'a, T>, &'a mut T;
    [T] IntoIter IntoIter<T>, T;
}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { inner: self.inner } }
}
impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> Self { IntoIter { inner: self.inner.clone() } }
}
impl<T> IntoIterator for Option<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { inner: self } }
}
impl<'a, T> IntoIterator for &'a Option<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut Option<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<A, V: FromIterator<A>> FromIterator<Option<A>> for Option<V> {
    fn from_iter<I: IntoIterator<Item = Option<A>>>(iter: I) -> Option<V> {
        let mut stopped = false;
        let collected: V = crate::iter::StopAtNone { inner: iter.into_iter(), stopped: &mut stopped }.collect();
        if stopped { None } else { Some(collected) }
    }
}
