// Only for programs that say what it declares
// Slices in pieces: chunks of a length from either end, pieces between elements that match, runs of
// elements that belong together.

use crate::iter::FusedIterator;

impl<T> [T] {
    pub fn windows(&self, size: usize) -> Windows<'_, T> {
        if size == 0 {
            panic!("window size must be non-zero");
        }
        Windows { slice: self, size }
    }
    pub fn array_windows<const N: usize>(&self) -> ArrayWindows<'_, T, N> { ArrayWindows { slice: self } }
    pub fn chunks(&self, size: usize) -> Chunks<'_, T> {
        check_size(size);
        Chunks { slice: self, size }
    }
    pub fn chunks_exact(&self, size: usize) -> ChunksExact<'_, T> {
        check_size(size);
        let (slice, rest) = self.split_at(self.len() - self.len() % size);
        ChunksExact { slice, rest, size }
    }
    pub fn chunks_mut(&mut self, size: usize) -> ChunksMut<'_, T> {
        check_size(size);
        ChunksMut { slice: self, size }
    }
    pub fn chunks_exact_mut(&mut self, size: usize) -> ChunksExactMut<'_, T> {
        check_size(size);
        let (slice, rest) = self.split_at_mut(self.len() - self.len() % size);
        ChunksExactMut { slice, rest, size }
    }
    pub fn rchunks(&self, size: usize) -> RChunks<'_, T> {
        check_size(size);
        RChunks { slice: self, size }
    }
    pub fn rchunks_exact(&self, size: usize) -> RChunksExact<'_, T> {
        check_size(size);
        let (rest, slice) = self.split_at(self.len() % size);
        RChunksExact { slice, rest, size }
    }
    pub fn rchunks_mut(&mut self, size: usize) -> RChunksMut<'_, T> {
        check_size(size);
        RChunksMut { slice: self, size }
    }
    pub fn rchunks_exact_mut(&mut self, size: usize) -> RChunksExactMut<'_, T> {
        check_size(size);
        let (rest, slice) = self.split_at_mut(self.len() % size);
        RChunksExactMut { slice, rest, size }
    }
    pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, pred: F) -> ChunkBy<'_, T, F> { ChunkBy { slice: self, pred } }
    pub fn chunk_by_mut<F: FnMut(&T, &T) -> bool>(&mut self, pred: F) -> ChunkByMut<'_, T, F> { ChunkByMut { slice: self, pred } }

    pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> { Split { slice: self, is_finished: false, pred } }
    pub fn split_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitMut<'_, T, F> { SplitMut { slice: self, is_finished: false, pred } }
    pub fn split_inclusive<F: FnMut(&T) -> bool>(&self, pred: F) -> SplitInclusive<'_, T, F> { SplitInclusive { slice: self, pred } }
    pub fn split_inclusive_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitInclusiveMut<'_, T, F> { SplitInclusiveMut { slice: self, pred } }
    pub fn rsplit<F: FnMut(&T) -> bool>(&self, pred: F) -> RSplit<'_, T, F> { RSplit { inner: self.split(pred) } }
    pub fn rsplit_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> RSplitMut<'_, T, F> { RSplitMut { inner: self.split_mut(pred) } }
    pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> SplitN<'_, T, F> { SplitN { inner: self.split(pred), left: n } }
    pub fn splitn_mut<F: FnMut(&T) -> bool>(&mut self, n: usize, pred: F) -> SplitNMut<'_, T, F> { SplitNMut { inner: self.split_mut(pred), left: n } }
    pub fn rsplitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> RSplitN<'_, T, F> { RSplitN { inner: self.split(pred), left: n } }
    pub fn rsplitn_mut<F: FnMut(&T) -> bool>(&mut self, n: usize, pred: F) -> RSplitNMut<'_, T, F> { RSplitNMut { inner: self.split_mut(pred), left: n } }
}
#[cold]
fn size_is_zero() -> ! { panic!("chunk size must be non-zero") }
fn check_size(size: usize) {
    if size == 0 {
        size_is_zero()
    }
}

#[derive(Debug)]
pub struct Windows<'a, T> {
    slice: &'a [T],
    size: usize,
}
impl<'a, T> Iterator for Windows<'a, T> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        if self.slice.len() < self.size {
            return None;
        }
        let window = &self.slice[..self.size];
        self.slice = &self.slice[1..];
        Some(window)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = if self.slice.len() < self.size { 0 } else { self.slice.len() - self.size + 1 };
        (count, Some(count))
    }
}
impl<'a, T> DoubleEndedIterator for Windows<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.slice.len() < self.size {
            return None;
        }
        let window = &self.slice[self.slice.len() - self.size..];
        self.slice = &self.slice[..self.slice.len() - 1];
        Some(window)
    }
}
impl<T> ExactSizeIterator for Windows<'_, T> {}
impl<T> FusedIterator for Windows<'_, T> {}
#[derive(Debug)]
pub struct ArrayWindows<'a, T, const N: usize> {
    slice: &'a [T],
}
impl<'a, T, const N: usize> Iterator for ArrayWindows<'a, T, N> {
    type Item = &'a [T; N];
    fn next(&mut self) -> Option<&'a [T; N]> {
        let window = self.slice.first_chunk()?;
        self.slice = &self.slice[1..];
        Some(window)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = (self.slice.len() + 1).saturating_sub(N);
        (count, Some(count))
    }
}
impl<'a, T, const N: usize> DoubleEndedIterator for ArrayWindows<'a, T, N> {
    fn next_back(&mut self) -> Option<&'a [T; N]> {
        let window = self.slice.last_chunk()?;
        self.slice = &self.slice[..self.slice.len() - 1];
        Some(window)
    }
}
impl<T, const N: usize> ExactSizeIterator for ArrayWindows<'_, T, N> {}

/// The length of the chunk at the end of a slice that is cut from its start.
fn last_chunk_of(len: usize, size: usize) -> usize {
    let rest = len % size;
    if rest == 0 { size } else { rest }
}
// For a slice that is not empty: how long the chunk is that `next` gives, and the one of `next_back`.
// When chunks are counted from the end, `next` takes there.
macro_rules! chunk_iterators {
    ($($Name:ident $Slice:ty, $split_at:ident, [$($rest:ident)?], $len:ident $size:ident => $first:expr, $last:expr, $is_from_end:literal;)*) => {$(
        #[derive(Debug)]
        pub struct $Name<'a, T> {
            slice: $Slice,
            $($rest: $Slice,)?
            size: usize,
        }
        impl<'a, T> $Name<'a, T> {
            fn take_front(&mut self, count: usize) -> $Slice {
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(count);
                self.slice = tail;
                head
            }
            fn take_back(&mut self, count: usize) -> $Slice {
                let len = self.slice.len();
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(len - count);
                self.slice = head;
                tail
            }
        }
        impl<'a, T> Iterator for $Name<'a, T> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                let ($len, $size) = (self.slice.len(), self.size);
                if $len == 0 {
                    return None;
                }
                let count: usize = $first;
                Some(if $is_from_end { self.take_back(count) } else { self.take_front(count) })
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let count = self.slice.len().div_ceil(self.size);
                (count, Some(count))
            }
        }
        impl<'a, T> DoubleEndedIterator for $Name<'a, T> {
            fn next_back(&mut self) -> Option<$Slice> {
                let ($len, $size) = (self.slice.len(), self.size);
                if $len == 0 {
                    return None;
                }
                let count: usize = $last;
                Some(if $is_from_end { self.take_front(count) } else { self.take_back(count) })
            }
        }
        impl<T> ExactSizeIterator for $Name<'_, T> {}
        impl<T> FusedIterator for $Name<'_, T> {}
    )*};
}
chunk_iterators! {
    Chunks &'a [T], split_at, [], len size => if len < size { len } else { size }, last_chunk_of(len, size), false;
    ChunksMut &'a mut [T], split_at_mut, [], len size => if len < size { len } else { size }, last_chunk_of(len, size), false;
    ChunksExact &'a [T], split_at, [rest], _len size => size, size, false;
    ChunksExactMut &'a mut [T], split_at_mut, [rest], _len size => size, size, false;
    RChunks &'a [T], split_at, [], len size => if len < size { len } else { size }, last_chunk_of(len, size), true;
    RChunksMut &'a mut [T], split_at_mut, [], len size => if len < size { len } else { size }, last_chunk_of(len, size), true;
    RChunksExact &'a [T], split_at, [rest], _len size => size, size, true;
    RChunksExactMut &'a mut [T], split_at_mut, [rest], _len size => size, size, true;
}
impl<'a, T> ChunksExact<'a, T> {
    pub fn remainder(&self) -> &'a [T] { self.rest }
}
impl<'a, T> RChunksExact<'a, T> {
    pub fn remainder(&self) -> &'a [T] { self.rest }
}
impl<'a, T> ChunksExactMut<'a, T> {
    pub fn into_remainder(self) -> &'a mut [T] { self.rest }
}
impl<'a, T> RChunksExactMut<'a, T> {
    pub fn into_remainder(self) -> &'a mut [T] { self.rest }
}
macro_rules! clone_pieces {
    ($($Name:ident [$($field:ident)*])*) => {$(
        impl<T> Clone for $Name<'_, T> {
            fn clone(&self) -> Self { $Name { $($field: self.$field),* } }
        }
    )*};
}
clone_pieces!(Windows [slice size] Chunks [slice size] RChunks [slice size] ChunksExact [slice rest size] RChunksExact [slice rest size]);

/// How many elements at the start belong together.
fn front_run<T, F: FnMut(&T, &T) -> bool>(slice: &[T], pred: &mut F) -> usize {
    let mut count = 1;
    while count < slice.len() && pred(&slice[count - 1], &slice[count]) {
        count += 1;
    }
    count
}
fn back_run<T, F: FnMut(&T, &T) -> bool>(slice: &[T], pred: &mut F) -> usize {
    let mut start = slice.len() - 1;
    while start > 0 && pred(&slice[start - 1], &slice[start]) {
        start -= 1;
    }
    slice.len() - start
}
/// How many elements at the start are before the first match; all if there is none.
fn before_match<T, F: FnMut(&T) -> bool>(slice: &[T], pred: &mut F) -> usize {
    let mut at = 0;
    while at < slice.len() && !pred(&slice[at]) {
        at += 1;
    }
    at
}
/// Where the part behind the last match starts; 0 if there is none.
fn after_match<T, F: FnMut(&T) -> bool>(slice: &[T], pred: &mut F) -> usize {
    let mut at = slice.len();
    while at > 0 && !pred(&slice[at - 1]) {
        at -= 1;
    }
    at
}
macro_rules! run_iterators {
    ($($Name:ident $Inclusive:ident $Slice:ty, $split_at:ident;)*) => {$(
        pub struct $Name<'a, T, F> {
            slice: $Slice,
            pred: F,
        }
        impl<'a, T, F: FnMut(&T, &T) -> bool> Iterator for $Name<'a, T, F> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                if self.slice.is_empty() {
                    return None;
                }
                let count = front_run(&*self.slice, &mut self.pred);
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(count);
                self.slice = tail;
                Some(head)
            }
        }
        impl<'a, T, F: FnMut(&T, &T) -> bool> DoubleEndedIterator for $Name<'a, T, F> {
            fn next_back(&mut self) -> Option<$Slice> {
                if self.slice.is_empty() {
                    return None;
                }
                let mid = self.slice.len() - back_run(&*self.slice, &mut self.pred);
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(mid);
                self.slice = head;
                Some(tail)
            }
        }
        pub struct $Inclusive<'a, T, F> {
            slice: $Slice,
            pred: F,
        }
        impl<'a, T, F: FnMut(&T) -> bool> Iterator for $Inclusive<'a, T, F> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                let len = self.slice.len();
                if len == 0 {
                    return None;
                }
                let count = before_match(&*self.slice, &mut self.pred);
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(if count < len { count + 1 } else { len });
                self.slice = tail;
                Some(head)
            }
        }
        impl<'a, T, F: FnMut(&T) -> bool> DoubleEndedIterator for $Inclusive<'a, T, F> {
            fn next_back(&mut self) -> Option<$Slice> {
                let len = self.slice.len();
                if len == 0 {
                    return None;
                }
                // The last element ends the last piece whether it matches or not.
                let mid = after_match(&self.slice[..len - 1], &mut self.pred);
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(mid);
                self.slice = head;
                Some(tail)
            }
        }
    )*};
}
run_iterators! {
    ChunkBy SplitInclusive &'a [T], split_at;
    ChunkByMut SplitInclusiveMut &'a mut [T], split_at_mut;
}
macro_rules! split_iterators {
    ($($Name:ident $Reversed:ident $Counted:ident $ReversedCounted:ident $Slice:ty, $split_at:ident;)*) => {$(
        pub struct $Name<'a, T, F> {
            slice: $Slice,
            is_finished: bool,
            pred: F,
        }
        impl<'a, T, F> $Name<'a, T, F> {
            fn rest(&mut self) -> Option<$Slice> {
                if self.is_finished {
                    return None;
                }
                self.is_finished = true;
                Some(crate::mem::take(&mut self.slice))
            }
        }
        impl<'a, T, F: FnMut(&T) -> bool> Iterator for $Name<'a, T, F> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                if self.is_finished {
                    return None;
                }
                let at = before_match(&*self.slice, &mut self.pred);
                if at == self.slice.len() {
                    return self.rest();
                }
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(at);
                let (_, tail) = tail.$split_at(1);
                self.slice = tail;
                Some(head)
            }
        }
        impl<'a, T, F: FnMut(&T) -> bool> DoubleEndedIterator for $Name<'a, T, F> {
            fn next_back(&mut self) -> Option<$Slice> {
                if self.is_finished {
                    return None;
                }
                let start = after_match(&*self.slice, &mut self.pred);
                if start == 0 {
                    return self.rest();
                }
                let (head, tail) = crate::mem::take(&mut self.slice).$split_at(start);
                let (head, _) = head.$split_at(start - 1);
                self.slice = head;
                Some(tail)
            }
        }
        pub struct $Reversed<'a, T, F> {
            inner: $Name<'a, T, F>,
        }
        impl<'a, T, F: FnMut(&T) -> bool> Iterator for $Reversed<'a, T, F> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> { self.inner.next_back() }
        }
        impl<'a, T, F: FnMut(&T) -> bool> DoubleEndedIterator for $Reversed<'a, T, F> {
            fn next_back(&mut self) -> Option<$Slice> { self.inner.next() }
        }
        counted_split!($Counted $Name $Slice, next);
        counted_split!($ReversedCounted $Name $Slice, next_back);
    )*};
}
macro_rules! counted_split {
    ($Name:ident $Inner:ident $Slice:ty, $next:ident) => {
        pub struct $Name<'a, T, F> {
            inner: $Inner<'a, T, F>,
            left: usize,
        }
        impl<'a, T, F: FnMut(&T) -> bool> Iterator for $Name<'a, T, F> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                if self.left == 0 {
                    return None;
                }
                self.left -= 1;
                if self.left == 0 { self.inner.rest() } else { self.inner.$next() }
            }
        }
    };
}
split_iterators! {
    Split RSplit SplitN RSplitN &'a [T], split_at;
    SplitMut RSplitMut SplitNMut RSplitNMut &'a mut [T], split_at_mut;
}
