// Iterators: the traits, the adapters, ranges as iterators.

use crate::cmp::Ordering;
use crate::ops::{ControlFlow, FromResidual, Range, RangeFrom, RangeInclusive, Try};

#[lang = "iterator"]
pub trait Iterator {
    #[lang = "iterator_item"]
    type Item;
    #[lang = "next"]
    fn next(&mut self) -> Option<Self::Item>;
    fn size_hint(&self) -> (usize, Option<usize>) { (0, None) }
    fn count(self) -> usize where Self: Sized {
        let mut count = 0;
        for _ in self {
            count += 1;
        }
        count
    }
    fn last(self) -> Option<Self::Item> where Self: Sized {
        let mut last = None;
        for item in self {
            last = Some(item);
        }
        last
    }
    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        let mut left = n;
        while left > 0 {
            self.next()?;
            left -= 1;
        }
        self.next()
    }
    fn step_by(self, step: usize) -> StepBy<Self> where Self: Sized {
        assert!(step != 0);
        StepBy { iter: self, step, is_first: true }
    }
    fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> Chain<Self, U::IntoIter> where Self: Sized { Chain { a: Some(self), b: Some(other.into_iter()) } }
    fn zip<U: IntoIterator>(self, other: U) -> Zip<Self, U::IntoIter> where Self: Sized { Zip { a: self, b: other.into_iter(), _index_and_len: (0, 0) } }
    fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, F> where Self: Sized { Map { iter: self, f } }
    fn for_each<F: FnMut(Self::Item)>(self, mut f: F) where Self: Sized {
        for item in self {
            f(item);
        }
    }
    fn filter<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Filter<Self, P> where Self: Sized { Filter { iter: self, predicate } }
    fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> FilterMap<Self, F> where Self: Sized { FilterMap { iter: self, f } }
    fn enumerate(self) -> Enumerate<Self> where Self: Sized { Enumerate { iter: self, count: 0 } }
    fn peekable(self) -> Peekable<Self> where Self: Sized { Peekable { iter: self, peeked: None } }
    fn skip_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> SkipWhile<Self, P> where Self: Sized { SkipWhile { iter: self, is_done: false, predicate } }
    fn take_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> TakeWhile<Self, P> where Self: Sized { TakeWhile { iter: self, is_done: false, predicate } }
    fn map_while<B, P: FnMut(Self::Item) -> Option<B>>(self, predicate: P) -> MapWhile<Self, P> where Self: Sized { MapWhile { iter: self, predicate } }
    fn skip(self, n: usize) -> Skip<Self> where Self: Sized { Skip { iter: self, n } }
    fn take(self, n: usize) -> Take<Self> where Self: Sized { Take { iter: self, n } }
    fn scan<St, B, F: FnMut(&mut St, Self::Item) -> Option<B>>(self, state: St, f: F) -> Scan<Self, St, F> where Self: Sized { Scan { iter: self, state, f } }
    fn flat_map<U: IntoIterator, F: FnMut(Self::Item) -> U>(self, f: F) -> FlatMap<Self, U, F> where Self: Sized { FlatMap { iter: self, f, front: None, back: None } }
    fn flatten(self) -> Flatten<Self> where Self: Sized, Self::Item: IntoIterator { Flatten { iter: self, front: None, back: None } }
    fn fuse(self) -> Fuse<Self> where Self: Sized { Fuse { iter: Some(self) } }
    fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Inspect<Self, F> where Self: Sized { Inspect { iter: self, f } }
    fn by_ref(&mut self) -> &mut Self where Self: Sized { self }
    fn collect<B: FromIterator<Self::Item>>(self) -> B where Self: Sized { FromIterator::from_iter(self) }
    fn partition<B: Default + Extend<Self::Item>, F: FnMut(&Self::Item) -> bool>(self, mut f: F) -> (B, B) where Self: Sized {
        let mut left: B = Default::default();
        let mut right: B = Default::default();
        for item in self {
            if f(&item) { left.extend(Some(item)) } else { right.extend(Some(item)) }
        }
        (left, right)
    }
    fn try_fold<B, F: FnMut(B, Self::Item) -> R, R: Try<Output = B>>(&mut self, init: B, mut f: F) -> R where Self: Sized {
        let mut accumulated = init;
        while let Some(item) = self.next() {
            match f(accumulated, item).branch() {
                ControlFlow::Continue(next) => accumulated = next,
                ControlFlow::Break(residual) => return R::from_residual(residual),
            }
        }
        R::from_output(accumulated)
    }
    fn try_for_each<F: FnMut(Self::Item) -> R, R: Try<Output = ()>>(&mut self, mut f: F) -> R where Self: Sized {
        while let Some(item) = self.next() {
            match f(item).branch() {
                ControlFlow::Continue(_) => {}
                ControlFlow::Break(residual) => return R::from_residual(residual),
            }
        }
        R::from_output(())
    }
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut f: F) -> B where Self: Sized {
        let mut accumulated = init;
        for item in self {
            accumulated = f(accumulated, item);
        }
        accumulated
    }
    fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(mut self, f: F) -> Option<Self::Item> where Self: Sized {
        let first = self.next()?;
        Some(self.fold(first, f))
    }
    fn all<F: FnMut(Self::Item) -> bool>(&mut self, mut f: F) -> bool where Self: Sized {
        while let Some(item) = self.next() {
            if !f(item) {
                return false;
            }
        }
        true
    }
    fn any<F: FnMut(Self::Item) -> bool>(&mut self, mut f: F) -> bool where Self: Sized {
        while let Some(item) = self.next() {
            if f(item) {
                return true;
            }
        }
        false
    }
    fn find<P: FnMut(&Self::Item) -> bool>(&mut self, mut predicate: P) -> Option<Self::Item> where Self: Sized {
        while let Some(item) = self.next() {
            if predicate(&item) {
                return Some(item);
            }
        }
        None
    }
    fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, mut f: F) -> Option<B> where Self: Sized {
        while let Some(item) = self.next() {
            if let Some(found) = f(item) {
                return Some(found);
            }
        }
        None
    }
    fn position<P: FnMut(Self::Item) -> bool>(&mut self, mut predicate: P) -> Option<usize> where Self: Sized {
        let mut at = 0;
        while let Some(item) = self.next() {
            if predicate(item) {
                return Some(at);
            }
            at += 1;
        }
        None
    }
    fn rposition<P: FnMut(Self::Item) -> bool>(&mut self, mut predicate: P) -> Option<usize> where Self: Sized + ExactSizeIterator + DoubleEndedIterator {
        let mut at = self.len();
        while let Some(item) = self.next_back() {
            at -= 1;
            if predicate(item) {
                return Some(at);
            }
        }
        None
    }
    fn max(self) -> Option<Self::Item> where Self: Sized, Self::Item: Ord { self.max_by(|a, b| a.cmp(b)) }
    fn min(self) -> Option<Self::Item> where Self: Sized, Self::Item: Ord { self.min_by(|a, b| a.cmp(b)) }
    fn max_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, mut f: F) -> Option<Self::Item> where Self: Sized {
        let mut best: Option<(B, Self::Item)> = None;
        for item in self {
            let key = f(&item);
            best = match best {
                Some((best_key, best_item)) if best_key > key => Some((best_key, best_item)),
                _ => Some((key, item)),
            };
        }
        best.map(|(_, item)| item)
    }
    fn min_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, mut f: F) -> Option<Self::Item> where Self: Sized {
        let mut best: Option<(B, Self::Item)> = None;
        for item in self {
            let key = f(&item);
            best = match best {
                Some((best_key, best_item)) if best_key <= key => Some((best_key, best_item)),
                _ => Some((key, item)),
            };
        }
        best.map(|(_, item)| item)
    }
    fn max_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, mut compare: F) -> Option<Self::Item> where Self: Sized {
        self.reduce(|best, item| if compare(&best, &item) == Ordering::Greater { best } else { item })
    }
    fn min_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, mut compare: F) -> Option<Self::Item> where Self: Sized {
        self.reduce(|best, item| if compare(&best, &item) == Ordering::Greater { item } else { best })
    }
    fn rev(self) -> Rev<Self> where Self: Sized + DoubleEndedIterator { Rev { iter: self } }
    fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> (FromA, FromB) where Self: Sized + Iterator<Item = (A, B)> {
        let mut left: FromA = Default::default();
        let mut right: FromB = Default::default();
        for (a, b) in self {
            left.extend(Some(a));
            right.extend(Some(b));
        }
        (left, right)
    }
    fn copied<'a, T: 'a + Copy>(self) -> Copied<Self> where Self: Sized + Iterator<Item = &'a T> { Copied { iter: self } }
    fn cloned<'a, T: 'a + Clone>(self) -> Cloned<Self> where Self: Sized + Iterator<Item = &'a T> { Cloned { iter: self } }
    fn cycle(self) -> Cycle<Self> where Self: Sized + Clone { Cycle { orig: self.clone(), iter: self } }
    fn sum<S: Sum<Self::Item>>(self) -> S where Self: Sized { Sum::sum(self) }
    fn product<P: Product<Self::Item>>(self) -> P where Self: Sized { Product::product(self) }
    fn cmp<I: IntoIterator<Item = Self::Item>>(mut self, other: I) -> Ordering where Self::Item: Ord, Self: Sized {
        let mut other = other.into_iter();
        loop {
            match (self.next(), other.next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(a), Some(b)) => match a.cmp(&b) {
                    Ordering::Equal => {}
                    decided => return decided,
                },
            }
        }
    }
    fn partial_cmp<I: IntoIterator>(mut self, other: I) -> Option<Ordering> where Self::Item: PartialOrd<I::Item>, Self: Sized {
        let mut other = other.into_iter();
        loop {
            match (self.next(), other.next()) {
                (None, None) => return Some(Ordering::Equal),
                (None, Some(_)) => return Some(Ordering::Less),
                (Some(_), None) => return Some(Ordering::Greater),
                (Some(a), Some(b)) => match a.partial_cmp(&b) {
                    Some(Ordering::Equal) => {}
                    decided => return decided,
                },
            }
        }
    }
    fn eq<I: IntoIterator>(mut self, other: I) -> bool where Self::Item: PartialEq<I::Item>, Self: Sized {
        let mut other = other.into_iter();
        loop {
            match (self.next(), other.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if a == b => {}
                _ => return false,
            }
        }
    }
    fn ne<I: IntoIterator>(self, other: I) -> bool where Self::Item: PartialEq<I::Item>, Self: Sized { !self.eq(other) }
    fn lt<I: IntoIterator>(self, other: I) -> bool where Self::Item: PartialOrd<I::Item>, Self: Sized { self.partial_cmp(other) == Some(Ordering::Less) }
    fn le<I: IntoIterator>(self, other: I) -> bool where Self::Item: PartialOrd<I::Item>, Self: Sized { matches!(self.partial_cmp(other), Some(Ordering::Less | Ordering::Equal)) }
    fn gt<I: IntoIterator>(self, other: I) -> bool where Self::Item: PartialOrd<I::Item>, Self: Sized { self.partial_cmp(other) == Some(Ordering::Greater) }
    fn ge<I: IntoIterator>(self, other: I) -> bool where Self::Item: PartialOrd<I::Item>, Self: Sized { matches!(self.partial_cmp(other), Some(Ordering::Greater | Ordering::Equal)) }
    fn is_sorted(self) -> bool where Self: Sized, Self::Item: PartialOrd { self.is_sorted_by(|a, b| *a <= *b) }
    fn is_sorted_by<F: FnMut(&Self::Item, &Self::Item) -> bool>(mut self, mut compare: F) -> bool where Self: Sized {
        let mut last = match self.next() {
            Some(first) => first,
            None => return true,
        };
        for item in self {
            if !compare(&last, &item) {
                return false;
            }
            last = item;
        }
        true
    }
    fn is_sorted_by_key<F: FnMut(Self::Item) -> K, K: PartialOrd>(self, f: F) -> bool where Self: Sized { self.map(f).is_sorted() }
}
pub trait DoubleEndedIterator: Iterator {
    fn next_back(&mut self) -> Option<Self::Item>;
    fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
        let mut left = n;
        while left > 0 {
            self.next_back()?;
            left -= 1;
        }
        self.next_back()
    }
    fn try_rfold<B, F: FnMut(B, Self::Item) -> R, R: Try<Output = B>>(&mut self, init: B, mut f: F) -> R where Self: Sized {
        let mut accumulated = init;
        while let Some(item) = self.next_back() {
            match f(accumulated, item).branch() {
                ControlFlow::Continue(next) => accumulated = next,
                ControlFlow::Break(residual) => return R::from_residual(residual),
            }
        }
        R::from_output(accumulated)
    }
    fn rfold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B where Self: Sized {
        let mut accumulated = init;
        while let Some(item) = self.next_back() {
            accumulated = f(accumulated, item);
        }
        accumulated
    }
    fn rfind<P: FnMut(&Self::Item) -> bool>(&mut self, mut predicate: P) -> Option<Self::Item> where Self: Sized {
        while let Some(item) = self.next_back() {
            if predicate(&item) {
                return Some(item);
            }
        }
        None
    }
}
pub trait ExactSizeIterator: Iterator {
    fn len(&self) -> usize { self.size_hint().0 }
}
pub trait FusedIterator: Iterator {}
#[lang = "FromIterator"]
pub trait FromIterator<A>: Sized {
    fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
}
pub trait IntoIterator {
    type Item;
    type IntoIter: Iterator<Item = Self::Item>;
    #[lang = "into_iter"]
    fn into_iter(self) -> Self::IntoIter;
}
impl<I: Iterator> IntoIterator for I {
    type Item = I::Item;
    type IntoIter = I;
    fn into_iter(self) -> I { self }
}
pub trait Extend<A> {
    fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
}
impl Extend<()> for () {
    fn extend<T: IntoIterator<Item = ()>>(&mut self, iter: T) { iter.into_iter().for_each(|_| {}) }
}
impl<A, B, ExtendA: Extend<A>, ExtendB: Extend<B>> Extend<(A, B)> for (ExtendA, ExtendB) {
    fn extend<T: IntoIterator<Item = (A, B)>>(&mut self, iter: T) {
        for (a, b) in iter {
            self.0.extend(Some(a));
            self.1.extend(Some(b));
        }
    }
}
impl<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>> FromIterator<(A, B)> for (FromA, FromB) {
    fn from_iter<T: IntoIterator<Item = (A, B)>>(iter: T) -> (FromA, FromB) { iter.into_iter().unzip() }
}
impl FromIterator<()> for () {
    fn from_iter<T: IntoIterator<Item = ()>>(iter: T) { iter.into_iter().for_each(|_| {}) }
}
impl<I: Iterator + ?Sized> Iterator for &mut I {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { (**self).next() }
    fn size_hint(&self) -> (usize, Option<usize>) { (**self).size_hint() }
}
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for &mut I {
    fn next_back(&mut self) -> Option<I::Item> { (**self).next_back() }
}

pub trait Sum<A = Self>: Sized {
    fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
}
pub trait Product<A = Self>: Sized {
    fn product<I: Iterator<Item = A>>(iter: I) -> Self;
}
macro_rules! sums {
    ($zero:expr, $one:expr => $($T:ty)*) => {$(
        impl Sum for $T {
            fn sum<I: Iterator<Item = $T>>(iter: I) -> $T { iter.fold($zero, |a, b| a + b) }
        }
        impl<'a> Sum<&'a $T> for $T {
            fn sum<I: Iterator<Item = &'a $T>>(iter: I) -> $T { iter.fold($zero, |a, b| a + *b) }
        }
        impl Product for $T {
            fn product<I: Iterator<Item = $T>>(iter: I) -> $T { iter.fold($one, |a, b| a * b) }
        }
        impl<'a> Product<&'a $T> for $T {
            fn product<I: Iterator<Item = &'a $T>>(iter: I) -> $T { iter.fold($one, |a, b| a * *b) }
        }
    )*};
}
sums!(0, 1 => i32 i64 isize u8 u32 u64 usize);
#[cfg(std_file = "rare_integers")]
sums!(0, 1 => i8 i16 i128 u16 u128);
sums!(0.0, 1.0 => f32 f64);
impl Sum for crate::time::Duration {
    fn sum<I: Iterator<Item = crate::time::Duration>>(iter: I) -> crate::time::Duration { iter.fold(crate::time::Duration::ZERO, |a, b| a + b) }
}
impl<T, U: Sum<T>> Sum<Option<T>> for Option<U> {
    fn sum<I: Iterator<Item = Option<T>>>(iter: I) -> Option<U> {
        let mut stopped = false;
        let total = U::sum(StopAtNone { inner: iter, stopped: &mut stopped });
        if stopped { None } else { Some(total) }
    }
}
impl<T, E, U: Sum<T>> Sum<Result<T, E>> for Result<U, E> {
    fn sum<I: Iterator<Item = Result<T, E>>>(iter: I) -> Result<U, E> {
        let mut failure = None;
        let total = U::sum(StopAtError { inner: iter, failure: &mut failure });
        match failure {
            Some(error) => Err(error),
            None => Ok(total),
        }
    }
}
impl<T, U: Product<T>> Product<Option<T>> for Option<U> {
    fn product<I: Iterator<Item = Option<T>>>(iter: I) -> Option<U> {
        let mut stopped = false;
        let total = U::product(StopAtNone { inner: iter, stopped: &mut stopped });
        if stopped { None } else { Some(total) }
    }
}
impl<T, E, U: Product<T>> Product<Result<T, E>> for Result<U, E> {
    fn product<I: Iterator<Item = Result<T, E>>>(iter: I) -> Result<U, E> {
        let mut failure = None;
        let total = U::product(StopAtError { inner: iter, failure: &mut failure });
        match failure {
            Some(error) => Err(error),
            None => Ok(total),
        }
    }
}
/// The values of an iterator of options, up to the first None.
pub(crate) struct StopAtNone<'a, I> {
    pub(crate) inner: I,
    pub(crate) stopped: &'a mut bool,
}
impl<T, I: Iterator<Item = Option<T>>> Iterator for StopAtNone<'_, I> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        match self.inner.next() {
            Some(Some(value)) => Some(value),
            Some(None) => {
                *self.stopped = true;
                None
            }
            None => None,
        }
    }
}
/// The values of an iterator of results, up to the first error, which is kept.
pub(crate) struct StopAtError<'a, I, E> {
    pub(crate) inner: I,
    pub(crate) failure: &'a mut Option<E>,
}
impl<T, E, I: Iterator<Item = Result<T, E>>> Iterator for StopAtError<'_, I, E> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        match self.inner.next() {
            Some(Ok(value)) => Some(value),
            Some(Err(error)) => {
                *self.failure = Some(error);
                None
            }
            None => None,
        }
    }
}

// ---- Ranges

pub trait Step: Clone + PartialOrd {
    fn forward(start: Self, count: usize) -> Self;
    fn backward(start: Self, count: usize) -> Self;
    fn distance(start: &Self, end: &Self) -> usize;
    /// The start of a range that is not empty, which then begins one later.
    fn take_first(start: &mut Self) -> Self {
        let next = Step::forward(start.clone(), 1);
        crate::mem::replace(start, next)
    }
}
macro_rules! steps {
    ($($T:ty)*) => {$(
        impl Step for $T {
            fn forward(start: $T, count: usize) -> $T { start + count as $T }
            fn backward(start: $T, count: usize) -> $T { start - count as $T }
            fn distance(start: &$T, end: &$T) -> usize { if *start < *end { (*end).wrapping_sub(*start) as usize } else { 0 } }
            fn take_first(start: &mut $T) -> $T {
                let first = *start;
                *start = first + 1;
                first
            }
        }
    )*};
}
steps!(i32 i64 isize u8 u32 u64 usize);
#[cfg(std_file = "rare_integers")]
steps!(i8 i16 i128 u16 u128);
impl Step for char {
    fn forward(start: char, count: usize) -> char {
        let mut code = start as u32 + count as u32;
        if (start as u32) < 0xd800 && code >= 0xd800 {
            code += 0x800;
        }
        crate::char::from_u32(code).expect("overflow in `Step::forward`")
    }
    fn backward(start: char, count: usize) -> char {
        let mut code = start as u32 - count as u32;
        if (start as u32) >= 0xe000 && code < 0xe000 {
            code -= 0x800;
        }
        crate::char::from_u32(code).expect("overflow in `Step::backward`")
    }
    fn distance(start: &char, end: &char) -> usize {
        let (a, b) = (*start as u32, *end as u32);
        if a >= b { 0 } else if a < 0xd800 && b >= 0xe000 { (b - a - 0x800) as usize } else { (b - a) as usize }
    }
}
impl<A: Step> Iterator for Range<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        if self.start < self.end {
            Some(Step::take_first(&mut self.start))
        } else {
            None
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = Step::distance(&self.start, &self.end);
        (count, Some(count))
    }
    fn nth(&mut self, n: usize) -> Option<A> {
        if n < Step::distance(&self.start, &self.end) {
            let value = Step::forward(self.start.clone(), n);
            self.start = Step::forward(value.clone(), 1);
            Some(value)
        } else {
            self.start = self.end.clone();
            None
        }
    }
}
impl<A: Step> DoubleEndedIterator for Range<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.start < self.end {
            self.end = Step::backward(self.end.clone(), 1);
            Some(self.end.clone())
        } else {
            None
        }
    }
}
impl<A: Step> Iterator for RangeFrom<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        Some(Step::take_first(&mut self.start))
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
}
impl<A: Step> Iterator for RangeInclusive<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            let next = Step::forward(self.start.clone(), 1);
            Some(crate::mem::replace(&mut self.start, next))
        } else {
            self.exhausted = true;
            Some(self.start.clone())
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.exhausted || !(self.start <= self.end) {
            return (0, Some(0));
        }
        let count = Step::distance(&self.start, &self.end).saturating_add(1);
        (count, Some(count))
    }
}
impl<A: Step> DoubleEndedIterator for RangeInclusive<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            let previous = Step::backward(self.end.clone(), 1);
            Some(crate::mem::replace(&mut self.end, previous))
        } else {
            self.exhausted = true;
            Some(self.end.clone())
        }
    }
}
/// Those whose length is a `usize` on every machine.
macro_rules! exact_size {
    ($Range:ident: $($Int:ty)*) => { $(impl ExactSizeIterator for $Range<$Int> {})* };
}
exact_size! { Range: usize u8 isize u32 i32 }
exact_size! { RangeInclusive: u8 }
#[cfg(std_file = "rare_integers")]
exact_size! { Range: i8 u16 i16 }
#[cfg(std_file = "rare_integers")]
exact_size! { RangeInclusive: i8 u16 i16 }

// ---- Adapters

#[derive(Clone)]
pub struct Map<I, F> {
    iter: I,
    f: F,
}
impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> {
    type Item = B;
    fn next(&mut self) -> Option<B> {
        match self.iter.next() {
            Some(item) => Some((self.f)(item)),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
impl<B, I: DoubleEndedIterator, F: FnMut(I::Item) -> B> DoubleEndedIterator for Map<I, F> {
    fn next_back(&mut self) -> Option<B> {
        match self.iter.next_back() {
            Some(item) => Some((self.f)(item)),
            None => None,
        }
    }
}
impl<B, I: ExactSizeIterator, F: FnMut(I::Item) -> B> ExactSizeIterator for Map<I, F> {}
#[derive(Clone)]
pub struct Filter<I, P> {
    iter: I,
    predicate: P,
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for Filter<I, P> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        while let Some(item) = self.iter.next() {
            if (self.predicate)(&item) {
                return Some(item);
            }
        }
        None
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, self.iter.size_hint().1) }
}
impl<I: DoubleEndedIterator, P: FnMut(&I::Item) -> bool> DoubleEndedIterator for Filter<I, P> {
    fn next_back(&mut self) -> Option<I::Item> {
        while let Some(item) = self.iter.next_back() {
            if (self.predicate)(&item) {
                return Some(item);
            }
        }
        None
    }
}
#[derive(Clone)]
pub struct FilterMap<I, F> {
    iter: I,
    f: F,
}
impl<B, I: Iterator, F: FnMut(I::Item) -> Option<B>> Iterator for FilterMap<I, F> {
    type Item = B;
    fn next(&mut self) -> Option<B> {
        while let Some(item) = self.iter.next() {
            if let Some(mapped) = (self.f)(item) {
                return Some(mapped);
            }
        }
        None
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, self.iter.size_hint().1) }
}
impl<B, I: DoubleEndedIterator, F: FnMut(I::Item) -> Option<B>> DoubleEndedIterator for FilterMap<I, F> {
    fn next_back(&mut self) -> Option<B> {
        while let Some(item) = self.iter.next_back() {
            if let Some(mapped) = (self.f)(item) {
                return Some(mapped);
            }
        }
        None
    }
}
#[derive(Clone, Debug)]
pub struct Enumerate<I> {
    iter: I,
    count: usize,
}
impl<I: Iterator> Iterator for Enumerate<I> {
    type Item = (usize, I::Item);
    fn next(&mut self) -> Option<(usize, I::Item)> {
        let item = self.iter.next()?;
        let at = self.count;
        self.count += 1;
        Some((at, item))
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
impl<I: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for Enumerate<I> {
    fn next_back(&mut self) -> Option<(usize, I::Item)> {
        let item = self.iter.next_back()?;
        Some((self.count + self.iter.len(), item))
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for Enumerate<I> {}
#[derive(Clone, Debug)]
pub struct Rev<I> {
    iter: I,
}
impl<I: DoubleEndedIterator> Iterator for Rev<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { self.iter.next_back() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Rev<I> {
    fn next_back(&mut self) -> Option<I::Item> { self.iter.next() }
}
impl<I: ExactSizeIterator + DoubleEndedIterator> ExactSizeIterator for Rev<I> {}
#[derive(Clone)]
pub struct Zip<A, B> {
    a: A,
    b: B,
    /// Where two slices are walked by an index, rustc's std keeps this; a future that holds a Zip has the room for it.
    _index_and_len: (usize, usize),
}
impl<A: crate::fmt::Debug, B: crate::fmt::Debug> crate::fmt::Debug for Zip<A, B> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.debug_struct("Zip").field("a", &self.a).field("b", &self.b).finish() }
}
impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> {
    type Item = (A::Item, B::Item);
    fn next(&mut self) -> Option<(A::Item, B::Item)> {
        let a = self.a.next()?;
        let b = self.b.next()?;
        Some((a, b))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (a_low, a_high) = self.a.size_hint();
        let (b_low, b_high) = self.b.size_hint();
        let high = match (a_high, b_high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (Some(a), None) => Some(a),
            (None, b) => b,
        };
        (a_low.min(b_low), high)
    }
}
impl<A: ExactSizeIterator + DoubleEndedIterator, B: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for Zip<A, B> {
    fn next_back(&mut self) -> Option<(A::Item, B::Item)> {
        while self.a.len() > self.b.len() {
            self.a.next_back();
        }
        while self.b.len() > self.a.len() {
            self.b.next_back();
        }
        match (self.a.next_back(), self.b.next_back()) {
            (Some(a), Some(b)) => Some((a, b)),
            _ => None,
        }
    }
}
impl<A: ExactSizeIterator, B: ExactSizeIterator> ExactSizeIterator for Zip<A, B> {}
pub fn chain<A: IntoIterator, B: IntoIterator<Item = A::Item>>(a: A, b: B) -> Chain<A::IntoIter, B::IntoIter> { a.into_iter().chain(b) }
pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> Zip<A::IntoIter, B::IntoIter> { a.into_iter().zip(b) }
#[derive(Clone, Debug)]
pub struct Chain<A, B> {
    a: Option<A>,
    b: Option<B>,
}
impl<A: Iterator, B: Iterator<Item = A::Item>> Iterator for Chain<A, B> {
    type Item = A::Item;
    fn next(&mut self) -> Option<A::Item> {
        if let Some(a) = &mut self.a {
            if let Some(item) = a.next() {
                return Some(item);
            }
            self.a = None;
        }
        match &mut self.b {
            Some(b) => b.next(),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (a_low, a_high) = match &self.a {
            Some(a) => a.size_hint(),
            None => (0, Some(0)),
        };
        let (b_low, b_high) = match &self.b {
            Some(b) => b.size_hint(),
            None => (0, Some(0)),
        };
        let high = match (a_high, b_high) {
            (Some(a), Some(b)) => Some(a + b),
            _ => None,
        };
        (a_low.saturating_add(b_low), high)
    }
}
impl<A: DoubleEndedIterator, B: DoubleEndedIterator<Item = A::Item>> DoubleEndedIterator for Chain<A, B> {
    fn next_back(&mut self) -> Option<A::Item> {
        if let Some(b) = &mut self.b {
            if let Some(item) = b.next_back() {
                return Some(item);
            }
            self.b = None;
        }
        match &mut self.a {
            Some(a) => a.next_back(),
            None => None,
        }
    }
}
#[derive(Clone, Debug)]
pub struct Take<I> {
    iter: I,
    n: usize,
}
impl<I: Iterator> Iterator for Take<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        if self.n == 0 {
            return None;
        }
        self.n -= 1;
        self.iter.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (low, high) = self.iter.size_hint();
        (low.min(self.n), Some(high.map_or(self.n, |high| high.min(self.n))))
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for Take<I> {}
impl<I: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for Take<I> {
    fn next_back(&mut self) -> Option<I::Item> {
        while self.iter.len() > self.n {
            self.iter.next_back();
        }
        if self.n == 0 {
            return None;
        }
        self.n -= 1;
        self.iter.next_back()
    }
}
#[derive(Clone, Debug)]
pub struct Skip<I> {
    iter: I,
    n: usize,
}
impl<I: Iterator> Iterator for Skip<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        if self.n > 0 {
            let n = crate::mem::replace(&mut self.n, 0);
            return self.iter.nth(n);
        }
        self.iter.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (low, high) = self.iter.size_hint();
        (low.saturating_sub(self.n), high.map(|high| high.saturating_sub(self.n)))
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for Skip<I> {}
impl<I: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for Skip<I> {
    fn next_back(&mut self) -> Option<I::Item> { if self.iter.len() > self.n { self.iter.next_back() } else { None } }
}
#[derive(Clone, Debug)]
pub struct StepBy<I> {
    iter: I,
    step: usize,
    is_first: bool,
}
impl<I: Iterator> Iterator for StepBy<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        if self.is_first {
            self.is_first = false;
            return self.iter.next();
        }
        self.iter.nth(self.step - 1)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (low, high) = self.iter.size_hint();
        if self.is_first {
            let count = |n: usize| if n == 0 { 0 } else { 1 + (n - 1) / self.step };
            (count(low), high.map(count))
        } else {
            (low / self.step, high.map(|high| high / self.step))
        }
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for StepBy<I> {}
impl<I: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for StepBy<I> {
    fn next_back(&mut self) -> Option<I::Item> {
        let len = self.iter.len();
        if self.is_first {
            if len == 0 {
                return None;
            }
            return self.iter.nth_back((len - 1) % self.step);
        }
        if len < self.step {
            return None;
        }
        self.iter.nth_back(len % self.step)
    }
}
#[derive(Clone)]
pub struct TakeWhile<I, P> {
    iter: I,
    is_done: bool,
    predicate: P,
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for TakeWhile<I, P> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        if self.is_done {
            return None;
        }
        let item = self.iter.next()?;
        if (self.predicate)(&item) {
            Some(item)
        } else {
            self.is_done = true;
            None
        }
    }
}
#[derive(Clone)]
pub struct SkipWhile<I, P> {
    iter: I,
    is_done: bool,
    predicate: P,
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for SkipWhile<I, P> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        loop {
            let item = self.iter.next()?;
            if self.is_done || !(self.predicate)(&item) {
                self.is_done = true;
                return Some(item);
            }
        }
    }
}
#[derive(Clone)]
pub struct MapWhile<I, P> {
    iter: I,
    predicate: P,
}
impl<B, I: Iterator, P: FnMut(I::Item) -> Option<B>> Iterator for MapWhile<I, P> {
    type Item = B;
    fn next(&mut self) -> Option<B> {
        let item = self.iter.next()?;
        (self.predicate)(item)
    }
}
#[derive(Clone)]
pub struct Scan<I, St, F> {
    iter: I,
    state: St,
    f: F,
}
impl<B, I: Iterator, St, F: FnMut(&mut St, I::Item) -> Option<B>> Iterator for Scan<I, St, F> {
    type Item = B;
    fn next(&mut self) -> Option<B> {
        let item = self.iter.next()?;
        (self.f)(&mut self.state, item)
    }
}
pub struct FlatMap<I, U: IntoIterator, F> {
    iter: I,
    f: F,
    front: Option<U::IntoIter>,
    back: Option<U::IntoIter>,
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> Iterator for FlatMap<I, U, F> {
    type Item = U::Item;
    fn next(&mut self) -> Option<U::Item> {
        loop {
            if let Some(front) = &mut self.front {
                if let Some(item) = front.next() {
                    return Some(item);
                }
                self.front = None;
            }
            match self.iter.next() {
                Some(outer) => self.front = Some((self.f)(outer).into_iter()),
                None => {
                    return match &mut self.back {
                        Some(back) => back.next(),
                        None => None,
                    };
                }
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { size_of_nested(&self.front, &self.back, self.iter.size_hint()) }
}
impl<I: Clone, U: IntoIterator, F: Clone> Clone for FlatMap<I, U, F>
where
    U::IntoIter: Clone,
{
    fn clone(&self) -> Self { FlatMap { iter: self.iter.clone(), f: self.f.clone(), front: self.front.clone(), back: self.back.clone() } }
}
/// What is left within the ends is sure; each inner iterator between them may be empty or endless.
fn size_of_nested<A: Iterator>(front: &Option<A>, back: &Option<A>, outer: (usize, Option<usize>)) -> (usize, Option<usize>) {
    let of = |end: &Option<A>| end.as_ref().map_or((0, Some(0)), |inner| inner.size_hint());
    let (a, b) = (of(front), of(back));
    let most = match (a.1, b.1, outer) {
        (Some(x), Some(y), (0, Some(0))) => x.checked_add(y),
        _ => None,
    };
    (a.0.saturating_add(b.0), most)
}
impl<I: DoubleEndedIterator, U: IntoIterator, F: FnMut(I::Item) -> U> DoubleEndedIterator for FlatMap<I, U, F>
where
    U::IntoIter: DoubleEndedIterator,
{
    fn next_back(&mut self) -> Option<U::Item> {
        loop {
            if let Some(back) = &mut self.back {
                if let Some(item) = back.next_back() {
                    return Some(item);
                }
                self.back = None;
            }
            match self.iter.next_back() {
                Some(outer) => self.back = Some((self.f)(outer).into_iter()),
                None => {
                    return match &mut self.front {
                        Some(front) => front.next_back(),
                        None => None,
                    };
                }
            }
        }
    }
}
pub struct Flatten<I: Iterator>
where
    I::Item: IntoIterator,
{
    iter: I,
    front: Option<<I::Item as IntoIterator>::IntoIter>,
    back: Option<<I::Item as IntoIterator>::IntoIter>,
}
impl<I: Iterator + Clone> Clone for Flatten<I>
where
    I::Item: IntoIterator,
    <I::Item as IntoIterator>::IntoIter: Clone,
{
    fn clone(&self) -> Self { Flatten { iter: self.iter.clone(), front: self.front.clone(), back: self.back.clone() } }
}
impl<I: Iterator + Default> Default for Flatten<I>
where
    I::Item: IntoIterator,
{
    fn default() -> Self { I::default().flatten() }
}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Flatten<I>
where
    I::Item: IntoIterator,
    <I::Item as IntoIterator>::IntoIter: DoubleEndedIterator,
{
    fn next_back(&mut self) -> Option<<I::Item as IntoIterator>::Item> {
        loop {
            if let Some(back) = &mut self.back {
                if let Some(item) = back.next_back() {
                    return Some(item);
                }
                self.back = None;
            }
            match self.iter.next_back() {
                Some(outer) => self.back = Some(outer.into_iter()),
                None => return self.front.as_mut()?.next_back(),
            }
        }
    }
}
impl<I: Iterator> Iterator for Flatten<I>
where
    I::Item: IntoIterator,
{
    type Item = <I::Item as IntoIterator>::Item;
    fn next(&mut self) -> Option<<I::Item as IntoIterator>::Item> {
        loop {
            if let Some(front) = &mut self.front {
                if let Some(item) = front.next() {
                    return Some(item);
                }
                self.front = None;
            }
            match self.iter.next() {
                Some(outer) => self.front = Some(outer.into_iter()),
                None => return self.back.as_mut()?.next(),
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { size_of_nested(&self.front, &self.back, self.iter.size_hint()) }
}
#[derive(Clone, Debug)]
pub struct Fuse<I> {
    iter: Option<I>,
}
impl<I: Iterator> Iterator for Fuse<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        let item = self.iter.as_mut()?.next();
        if item.is_none() {
            self.iter = None;
        }
        item
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.iter {
            Some(iter) => iter.size_hint(),
            None => (0, Some(0)),
        }
    }
}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Fuse<I> {
    fn next_back(&mut self) -> Option<I::Item> {
        let item = self.iter.as_mut()?.next_back();
        if item.is_none() {
            self.iter = None;
        }
        item
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for Fuse<I> {}
#[derive(Clone)]
pub struct Inspect<I, F> {
    iter: I,
    f: F,
}
impl<I: DoubleEndedIterator, F: FnMut(&I::Item)> DoubleEndedIterator for Inspect<I, F> {
    fn next_back(&mut self) -> Option<I::Item> {
        let item = self.iter.next_back()?;
        (self.f)(&item);
        Some(item)
    }
}
impl<I: ExactSizeIterator, F: FnMut(&I::Item)> ExactSizeIterator for Inspect<I, F> {}
impl<I: Iterator, F: FnMut(&I::Item)> Iterator for Inspect<I, F> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        let item = self.iter.next()?;
        (self.f)(&item);
        Some(item)
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
pub struct Peekable<I: Iterator> {
    iter: I,
    peeked: Option<Option<I::Item>>,
}
impl<I: Iterator + Clone> Clone for Peekable<I>
where
    I::Item: Clone,
{
    fn clone(&self) -> Self { Peekable { iter: self.iter.clone(), peeked: self.peeked.clone() } }
}
impl<I: Iterator + crate::fmt::Debug> crate::fmt::Debug for Peekable<I>
where
    I::Item: crate::fmt::Debug,
{
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.debug_struct("Peekable").field("iter", &self.iter).field("peeked", &self.peeked).finish() }
}
impl<I: Iterator> Peekable<I> {
    pub fn peek(&mut self) -> Option<&I::Item> {
        if self.peeked.is_none() {
            self.peeked = Some(self.iter.next());
        }
        match &self.peeked {
            Some(Some(item)) => Some(item),
            _ => None,
        }
    }
    pub fn peek_mut(&mut self) -> Option<&mut I::Item> {
        if self.peeked.is_none() {
            self.peeked = Some(self.iter.next());
        }
        match &mut self.peeked {
            Some(Some(item)) => Some(item),
            _ => None,
        }
    }
    pub fn next_if(&mut self, f: impl FnOnce(&I::Item) -> bool) -> Option<I::Item> {
        match self.next() {
            Some(item) => {
                if f(&item) {
                    Some(item)
                } else {
                    self.peeked = Some(Some(item));
                    None
                }
            }
            None => {
                self.peeked = Some(None);
                None
            }
        }
    }
    pub fn next_if_map<R>(&mut self, f: impl FnOnce(I::Item) -> Result<R, I::Item>) -> Option<R> {
        match self.next() {
            Some(item) => match f(item) {
                Ok(mapped) => Some(mapped),
                Err(item) => {
                    self.peeked = Some(Some(item));
                    None
                }
            },
            None => {
                self.peeked = Some(None);
                None
            }
        }
    }
    pub fn next_if_map_mut<R>(&mut self, f: impl FnOnce(&mut I::Item) -> Option<R>) -> Option<R> {
        let mapped = f(self.peek_mut()?)?;
        self.next();
        Some(mapped)
    }
    pub fn next_if_eq<T: ?Sized>(&mut self, expected: &T) -> Option<I::Item> where I::Item: PartialEq<T> { self.next_if(|next| next == expected) }
}
impl<I: Iterator> Iterator for Peekable<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        match self.peeked.take() {
            Some(item) => item,
            None => self.iter.next(),
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let extra = match &self.peeked {
            Some(None) => return (0, Some(0)),
            Some(Some(_)) => 1,
            None => 0,
        };
        let (low, high) = self.iter.size_hint();
        (low.saturating_add(extra), high.map(|high| high + extra))
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for Peekable<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Peekable<I> {
    fn next_back(&mut self) -> Option<I::Item> {
        match &self.peeked {
            Some(None) => None,
            Some(Some(_)) => match self.iter.next_back() {
                Some(item) => Some(item),
                None => self.peeked.take()?,
            },
            None => self.iter.next_back(),
        }
    }
}
#[derive(Clone, Debug)]
pub struct Copied<I> {
    iter: I,
}
impl<'a, T: 'a + Copy, I: Iterator<Item = &'a T>> Iterator for Copied<I> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        match self.iter.next() {
            Some(item) => Some(*item),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
impl<'a, T: 'a + Copy, I: DoubleEndedIterator<Item = &'a T>> DoubleEndedIterator for Copied<I> {
    fn next_back(&mut self) -> Option<T> { self.iter.next_back().copied() }
}
impl<'a, T: 'a + Copy, I: ExactSizeIterator<Item = &'a T>> ExactSizeIterator for Copied<I> {}
#[derive(Clone, Debug)]
pub struct Cloned<I> {
    iter: I,
}
impl<'a, T: 'a + Clone, I: Iterator<Item = &'a T>> Iterator for Cloned<I> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        match self.iter.next() {
            Some(item) => Some(item.clone()),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
impl<'a, T: 'a + Clone, I: DoubleEndedIterator<Item = &'a T>> DoubleEndedIterator for Cloned<I> {
    fn next_back(&mut self) -> Option<T> { self.iter.next_back().cloned() }
}
impl<'a, T: 'a + Clone, I: ExactSizeIterator<Item = &'a T>> ExactSizeIterator for Cloned<I> {}
#[derive(Clone, Debug)]
pub struct Cycle<I> {
    orig: I,
    iter: I,
}
impl<I: Clone + Iterator> Iterator for Cycle<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        match self.iter.next() {
            None => {
                self.iter = self.orig.clone();
                self.iter.next()
            }
            some => some,
        }
    }
}

// What a closure does cannot be shown.
macro_rules! debug_without_closure {
    ($($Name:ident $F:ident)*) => {$(
        impl<I: crate::fmt::Debug, $F> crate::fmt::Debug for $Name<I, $F> {
            fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.debug_struct(stringify!($Name)).field("iter", &self.iter).finish() }
        }
    )*};
}
debug_without_closure!(Map F Filter P FilterMap F Inspect F MapWhile P);

// ---- Sources

pub struct Empty<T> {
    marker: crate::marker::PhantomData<fn() -> T>,
}
pub fn empty<T>() -> Empty<T> { Empty { marker: crate::marker::PhantomData } }
impl<T> Iterator for Empty<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { None }
}
impl<T> DoubleEndedIterator for Empty<T> {
    fn next_back(&mut self) -> Option<T> { None }
}
impl<T> ExactSizeIterator for Empty<T> {
    fn len(&self) -> usize { 0 }
}
impl<T> Clone for Empty<T> {
    fn clone(&self) -> Self { empty() }
}
impl<T> Default for Empty<T> {
    fn default() -> Self { empty() }
}
#[derive(Clone, Debug)]
pub struct Once<T> {
    inner: Option<T>,
}
pub fn once<T>(value: T) -> Once<T> { Once { inner: Some(value) } }
impl<T> Iterator for Once<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.inner.take() }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = if self.inner.is_some() { 1 } else { 0 };
        (left, Some(left))
    }
}
impl<T> DoubleEndedIterator for Once<T> {
    fn next_back(&mut self) -> Option<T> { self.inner.take() }
}
impl<T> ExactSizeIterator for Once<T> {}
#[derive(Clone)]
pub struct OnceWith<F> {
    make: Option<F>,
}
pub fn once_with<T, F: FnOnce() -> T>(make: F) -> OnceWith<F> { OnceWith { make: Some(make) } }
impl<T, F: FnOnce() -> T> Iterator for OnceWith<F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        let make = self.make.take()?;
        Some(make())
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = if self.make.is_some() { 1 } else { 0 };
        (left, Some(left))
    }
}
impl<T, F: FnOnce() -> T> DoubleEndedIterator for OnceWith<F> {
    fn next_back(&mut self) -> Option<T> { self.next() }
}
impl<T, F: FnOnce() -> T> ExactSizeIterator for OnceWith<F> {}
#[derive(Clone, Debug)]
pub struct Repeat<T> {
    value: T,
}
pub fn repeat<T: Clone>(value: T) -> Repeat<T> { Repeat { value } }
impl<T: Clone> Iterator for Repeat<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { Some(self.value.clone()) }
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
}
impl<T: Clone> DoubleEndedIterator for Repeat<T> {
    fn next_back(&mut self) -> Option<T> { Some(self.value.clone()) }
}
/// The last one given is the value itself.
#[derive(Clone, Debug)]
pub struct RepeatN<T> {
    value: Option<T>,
    count: usize,
}
pub fn repeat_n<T: Clone>(value: T, count: usize) -> RepeatN<T> { RepeatN { value: if count == 0 { None } else { Some(value) }, count } }
impl<T: Clone> Iterator for RepeatN<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.count <= 1 {
            self.count = 0;
            return self.value.take();
        }
        self.count -= 1;
        self.value.clone()
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.count, Some(self.count)) }
}
impl<T: Clone> DoubleEndedIterator for RepeatN<T> {
    fn next_back(&mut self) -> Option<T> { self.next() }
}
impl<T: Clone> ExactSizeIterator for RepeatN<T> {}
#[derive(Clone)]
pub struct RepeatWith<F> {
    f: F,
}
pub fn repeat_with<T, F: FnMut() -> T>(f: F) -> RepeatWith<F> { RepeatWith { f } }
impl<T, F: FnMut() -> T> Iterator for RepeatWith<F> {
    type Item = T;
    fn next(&mut self) -> Option<T> { Some((self.f)()) }
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
}
#[derive(Clone)]
pub struct FromFn<F> {
    f: F,
}
pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> FromFn<F> { FromFn { f } }
impl<T, F: FnMut() -> Option<T>> Iterator for FromFn<F> {
    type Item = T;
    fn next(&mut self) -> Option<T> { (self.f)() }
}
#[derive(Clone)]
pub struct Successors<T, F> {
    next: Option<T>,
    f: F,
}
pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, f: F) -> Successors<T, F> { Successors { next: first, f } }
impl<T, F: FnMut(&T) -> Option<T>> Iterator for Successors<T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        let item = self.next.take()?;
        self.next = (self.f)(&item);
        Some(item)
    }
    fn size_hint(&self) -> (usize, Option<usize>) { if self.next.is_some() { (1, None) } else { (0, Some(0)) } }
}

// ---- What starts empty

macro_rules! empty_by_default {
    ($($Adapter:ident: $iter:ident => $made:expr;)*) => {$(
        impl<I: Default> Default for $Adapter<I> {
            fn default() -> Self {
                let $iter = I::default();
                $made
            }
        }
    )*};
}
empty_by_default! {
    Enumerate: iter => Enumerate { iter, count: 0 };
    Rev: iter => Rev { iter };
    Copied: iter => Copied { iter };
    Cloned: iter => Cloned { iter };
    Fuse: iter => Fuse { iter: Some(iter) };
}
impl<A: Default, B: Default> Default for Chain<A, B> {
    fn default() -> Self { Chain { a: Some(A::default()), b: Some(B::default()) } }
}

// ---- What stays at its end

macro_rules! fused {
    ($([$($generics:tt)*] $Type:ty;)*) => {$(
        impl<$($generics)*> FusedIterator for $Type {}
    )*};
}
fused! {
    [I: FusedIterator + DoubleEndedIterator] Rev<I>;
    [I: FusedIterator] Enumerate<I>;
    [I: FusedIterator] Skip<I>;
    [I: FusedIterator] Take<I>;
    [I: FusedIterator] Peekable<I>;
    [I: Iterator] Fuse<I>;
    [A: FusedIterator, B: FusedIterator] Zip<A, B>;
    [A: FusedIterator, B: FusedIterator<Item = A::Item>] Chain<A, B>;
    [B, I: FusedIterator, F: FnMut(I::Item) -> B] Map<I, F>;
    [I: FusedIterator, P: FnMut(&I::Item) -> bool] Filter<I, P>;
    [B, I: FusedIterator, F: FnMut(I::Item) -> Option<B>] FilterMap<I, F>;
    [I: FusedIterator, F: FnMut(&I::Item)] Inspect<I, F>;
    [I: FusedIterator, U: IntoIterator, F: FnMut(I::Item) -> U] FlatMap<I, U, F>;
    ['a, T: 'a + Copy, I: FusedIterator<Item = &'a T>] Copied<I>;
    ['a, T: 'a + Clone, I: FusedIterator<Item = &'a T>] Cloned<I>;
    [T] Empty<T>;
    [A: Step] Range<A>;
    [A: Step] RangeFrom<A>;
    [A: Step] RangeInclusive<A>;
    [T] Once<T>;
    [T: Clone] Repeat<T>;
    [I: FusedIterator + ?Sized] &mut I;
}
