use crate::fmt::Debug;
use crate::ops::{ControlFlow, Deref, DerefMut, FromResidual, Try};

#[lang = "Result"]
#[derive(Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[must_use]
pub enum Result<T, E> {
    #[lang = "Ok"]
    Ok(T),
    #[lang = "Err"]
    Err(E),
}

#[cold]
fn unwrap_failed(message: &str, error: &dyn Debug) -> ! { panic!("{}: {:?}", message, error) }

impl<T, E> Result<T, E> {
    pub const fn is_ok(&self) -> bool { matches!(*self, Ok(_)) }
    pub const fn is_err(&self) -> bool { !self.is_ok() }
    pub fn is_ok_and(self, f: impl FnOnce(T) -> bool) -> bool {
        match self {
            Ok(value) => f(value),
            Err(_) => false,
        }
    }
    pub fn is_err_and(self, f: impl FnOnce(E) -> bool) -> bool {
        match self {
            Ok(_) => false,
            Err(error) => f(error),
        }
    }
    pub fn ok(self) -> Option<T> {
        match self {
            Ok(value) => Some(value),
            Err(_) => None,
        }
    }
    pub fn err(self) -> Option<E> {
        match self {
            Ok(_) => None,
            Err(error) => Some(error),
        }
    }
    pub const fn as_ref(&self) -> Result<&T, &E> {
        match *self {
            Ok(ref value) => Ok(value),
            Err(ref error) => Err(error),
        }
    }
    pub fn as_mut(&mut self) -> Result<&mut T, &mut E> {
        match *self {
            Ok(ref mut value) => Ok(value),
            Err(ref mut error) => Err(error),
        }
    }
    pub fn as_deref(&self) -> Result<&T::Target, &E> where T: Deref { self.as_ref().map(|value| value.deref()) }
    pub fn as_deref_mut(&mut self) -> Result<&mut T::Target, &mut E> where T: DerefMut { self.as_mut().map(|value| value.deref_mut()) }
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Result<U, E> {
        match self {
            Ok(value) => Ok(f(value)),
            Err(error) => Err(error),
        }
    }
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {
        match self {
            Ok(value) => f(value),
            Err(_) => default,
        }
    }
    pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {
        match self {
            Ok(value) => f(value),
            Err(error) => default(error),
        }
    }
    pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F> {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(op(error)),
        }
    }
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self {
        if let Ok(ref value) = self {
            f(value);
        }
        self
    }
    pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> Self {
        if let Err(ref error) = self {
            f(error);
        }
        self
    }
    pub fn iter(&self) -> crate::option::IntoIter<&T> { self.as_ref().ok().into_iter() }
    pub fn iter_mut(&mut self) -> crate::option::IntoIter<&mut T> { self.as_mut().ok().into_iter() }
    pub fn expect(self, message: &str) -> T where E: Debug {
        match self {
            Ok(value) => value,
            Err(error) => unwrap_failed(message, &error),
        }
    }
    pub fn unwrap(self) -> T where E: Debug {
        match self {
            Ok(value) => value,
            Err(error) => unwrap_failed("called `Result::unwrap()` on an `Err` value", &error),
        }
    }
    pub fn unwrap_or_default(self) -> T where T: Default {
        match self {
            Ok(value) => value,
            Err(_) => T::default(),
        }
    }
    pub fn expect_err(self, message: &str) -> E where T: Debug {
        match self {
            Ok(value) => unwrap_failed(message, &value),
            Err(error) => error,
        }
    }
    pub fn unwrap_err(self) -> E where T: Debug {
        match self {
            Ok(value) => unwrap_failed("called `Result::unwrap_err()` on an `Ok` value", &value),
            Err(error) => error,
        }
    }
    pub fn and<U>(self, other: Result<U, E>) -> Result<U, E> {
        match self {
            Ok(_) => other,
            Err(error) => Err(error),
        }
    }
    pub fn and_then<U, F: FnOnce(T) -> Result<U, E>>(self, f: F) -> Result<U, E> {
        match self {
            Ok(value) => f(value),
            Err(error) => Err(error),
        }
    }
    pub fn or<F>(self, other: Result<T, F>) -> Result<T, F> {
        match self {
            Ok(value) => Ok(value),
            Err(_) => other,
        }
    }
    pub fn or_else<F, O: FnOnce(E) -> Result<T, F>>(self, op: O) -> Result<T, F> {
        match self {
            Ok(value) => Ok(value),
            Err(error) => op(error),
        }
    }
    pub fn unwrap_or(self, default: T) -> T {
        match self {
            Ok(value) => value,
            Err(_) => default,
        }
    }
    pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, op: F) -> T {
        match self {
            Ok(value) => value,
            Err(error) => op(error),
        }
    }
    pub unsafe fn unwrap_err_unchecked(self) -> E {
        match self {
            Ok(_) => unsafe { crate::hint::unreachable_unchecked() },
            Err(error) => error,
        }
    }
    pub unsafe fn unwrap_unchecked(self) -> T {
        match self {
            Ok(value) => value,
            Err(_) => unsafe { crate::hint::unreachable_unchecked() },
        }
    }
}
impl<T, E> Result<&T, E> {
    pub fn copied(self) -> Result<T, E> where T: Copy { self.map(|&value| value) }
    pub fn cloned(self) -> Result<T, E> where T: Clone { self.map(|value| value.clone()) }
}
impl<T, E> Result<&mut T, E> {
    pub fn copied(self) -> Result<T, E> where T: Copy { self.map(|value| *value) }
    pub fn cloned(self) -> Result<T, E> where T: Clone { self.map(|value| value.clone()) }
}
impl<T, E> Result<Option<T>, E> {
    pub fn transpose(self) -> Option<Result<T, E>> {
        match self {
            Ok(Some(value)) => Some(Ok(value)),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}
impl<T, E> Result<Result<T, E>, E> {
    pub fn flatten(self) -> Result<T, E> {
        match self {
            Ok(inner) => inner,
            Err(error) => Err(error),
        }
    }
}
impl<T: Clone, E: Clone> Clone for Result<T, E> {
    fn clone(&self) -> Self {
        match self {
            Ok(value) => Ok(value.clone()),
            Err(error) => Err(error.clone()),
        }
    }
}
impl<T, E> Try for Result<T, E> {
    type Output = T;
    type Residual = Result<crate::convert::Infallible, E>;
    fn from_output(output: T) -> Self { Ok(output) }
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Ok(value) => ControlFlow::Continue(value),
            Err(error) => ControlFlow::Break(Err(error)),
        }
    }
}
impl<T, E, F: From<E>> FromResidual<Result<crate::convert::Infallible, E>> for Result<T, F> {
    fn from_residual(residual: Result<crate::convert::Infallible, E>) -> Self {
        match residual {
            Err(error) => Err(From::from(error)),
            Ok(never) => match never {},
        }
    }
}
impl<T, E> IntoIterator for Result<T, E> {
    type Item = T;
    type IntoIter = crate::option::IntoIter<T>;
    fn into_iter(self) -> crate::option::IntoIter<T> { self.ok().into_iter() }
}
impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {
    fn from_iter<I: IntoIterator<Item = Result<A, E>>>(iter: I) -> Result<V, E> {
        let mut failure = None;
        let collected: V = crate::iter::StopAtError { inner: iter.into_iter(), failure: &mut failure }.collect();
        match failure {
            Some(error) => Err(error),
            None => Ok(collected),
        }
    }
}
