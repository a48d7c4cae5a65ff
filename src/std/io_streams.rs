// Only for programs that say: io
// Part of io.rs
//
// There is no file and no network: what can be read is in memory, standard input is at its end, and what
// is written goes to memory or to the program's two outputs.

// ---- The traits

pub trait Write {
    fn write(&mut self, bytes: &[u8]) -> Result<usize>;
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            match self.write(bytes) {
                Ok(0) => return Err(Error::of_std(&Message { kind: ErrorKind::WriteZero, text: "failed to write whole buffer" })),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
    fn write_fmt(&mut self, arguments: Arguments<'_>) -> Result<()> {
        match arguments.as_str() {
            Some(text) => self.write_all(text.as_bytes()),
            None => {
                let text = fmt::format(arguments);
                self.write_all(text.as_bytes())
            }
        }
    }
    fn by_ref(&mut self) -> &mut Self where Self: Sized { self }
}
pub trait Read {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize>;
    fn read_to_end(&mut self, buffer: &mut Vec<u8>) -> Result<usize> {
        let mut chunk = [0u8; 256];
        let mut total = 0;
        loop {
            let count = self.read(&mut chunk)?;
            if count == 0 {
                return Ok(total);
            }
            buffer.extend_from_slice(&chunk[..count]);
            total += count;
        }
    }
    fn read_to_string(&mut self, buffer: &mut String) -> Result<usize> {
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes)?;
        append_text(buffer, bytes)
    }
    fn read_exact(&mut self, buffer: &mut [u8]) -> Result<()> {
        let mut filled = 0;
        while filled < buffer.len() {
            let count = self.read(&mut buffer[filled..])?;
            if count == 0 {
                return Err(Error::of_std(&Message { kind: ErrorKind::UnexpectedEof, text: "failed to fill whole buffer" }));
            }
            filled += count;
        }
        Ok(())
    }
    fn by_ref(&mut self) -> &mut Self where Self: Sized { self }
    fn bytes(self) -> Bytes<Self> where Self: Sized { Bytes { inner: self } }
    fn chain<R: Read>(self, next: R) -> Chain<Self, R> where Self: Sized { Chain { first: self, second: next, is_first_done: false } }
    fn take(self, limit: u64) -> Take<Self> where Self: Sized { Take { inner: self, limit } }
}
fn append_text(buffer: &mut String, bytes: Vec<u8>) -> Result<usize> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            buffer.push_str(&text);
            Ok(text.len())
        }
        Err(_) => Err(Error::of_std(&Message { kind: ErrorKind::InvalidData, text: "stream did not contain valid UTF-8" })),
    }
}
pub trait BufRead: Read {
    fn fill_buf(&mut self) -> Result<&[u8]>;
    fn consume(&mut self, count: usize);
    fn read_until(&mut self, byte: u8, buffer: &mut Vec<u8>) -> Result<usize> {
        let mut total = 0;
        loop {
            let available = self.fill_buf()?;
            let mut count = 0;
            let mut is_done = available.is_empty();
            while count < available.len() && !is_done {
                is_done = available[count] == byte;
                count += 1;
            }
            buffer.extend_from_slice(&available[..count]);
            self.consume(count);
            total += count;
            if is_done {
                return Ok(total);
            }
        }
    }
    fn read_line(&mut self, buffer: &mut String) -> Result<usize> {
        let mut bytes = Vec::new();
        self.read_until(b'\n', &mut bytes)?;
        append_text(buffer, bytes)
    }
    fn split(self, byte: u8) -> Split<Self> where Self: Sized { Split { buffer: self, delimiter: byte } }
    fn lines(self) -> Lines<Self> where Self: Sized { Lines { buffer: self } }
}
pub enum SeekFrom {
    Start(u64),
    End(i64),
    Current(i64),
}
pub trait Seek {
    fn seek(&mut self, position: SeekFrom) -> Result<u64>;
    fn rewind(&mut self) -> Result<()> {
        self.seek(SeekFrom::Start(0))?;
        Ok(())
    }
    fn stream_position(&mut self) -> Result<u64> { self.seek(SeekFrom::Current(0)) }
}
pub mod prelude {
    pub use super::{BufRead, Read, Seek, Write};
}
macro_rules! through_pointers {
    ($($Pointer:ty),*) => {$(
        impl<W: Write + ?Sized> Write for $Pointer {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> { (**self).write(bytes) }
            fn flush(&mut self) -> Result<()> { (**self).flush() }
        }
    )*};
}
through_pointers!(&mut W, Box<W>);
macro_rules! reads_through_pointers {
    ($($Pointer:ty),*) => {$(
        impl<R: Read + ?Sized> Read for $Pointer {
            fn read(&mut self, buffer: &mut [u8]) -> Result<usize> { (**self).read(buffer) }
        }
    )*};
}
reads_through_pointers!(&mut R, Box<R>);
macro_rules! buffers_through_pointers {
    ($($Pointer:ty),*) => {$(
        impl<B: BufRead + ?Sized> BufRead for $Pointer {
            fn fill_buf(&mut self) -> Result<&[u8]> { (**self).fill_buf() }
            fn consume(&mut self, count: usize) { (**self).consume(count) }
        }
    )*};
}
buffers_through_pointers!(&mut B, Box<B>);

// ---- The program's own streams

#[derive(Debug)]
pub struct Stdout(());
#[derive(Debug)]
pub struct StdoutLock<'a> {
    marker: crate::marker::PhantomData<&'a ()>,
}
#[derive(Debug)]
pub struct Stderr(());
#[derive(Debug)]
pub struct StderrLock<'a> {
    marker: crate::marker::PhantomData<&'a ()>,
}
pub fn stdout() -> Stdout { Stdout(()) }
pub fn stderr() -> Stderr { Stderr(()) }
impl Stdout {
    pub fn lock(&self) -> StdoutLock<'static> { StdoutLock { marker: crate::marker::PhantomData } }
}
impl Stderr {
    pub fn lock(&self) -> StderrLock<'static> { StderrLock { marker: crate::marker::PhantomData } }
}
macro_rules! writes_to {
    ($($ty:ty : $write:ident;)*) => {$(
        impl Write for $ty {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                intrinsics::$write(bytes.as_ptr(), bytes.len());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> Result<()> { Ok(()) }
        }
    )*};
}
writes_to! {
    Stdout: write_stdout;
    &Stdout: write_stdout;
    StdoutLock<'_>: write_stdout;
    Stderr: write_stderr;
    &Stderr: write_stderr;
    StderrLock<'_>: write_stderr;
}
#[derive(Debug)]
pub struct Stdin(());
#[derive(Debug)]
pub struct StdinLock<'a> {
    marker: crate::marker::PhantomData<&'a ()>,
}
pub fn stdin() -> Stdin { Stdin(()) }
pub fn read_to_string<R: Read>(mut reader: R) -> Result<String> {
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    Ok(text)
}
impl Stdin {
    pub fn lock(&self) -> StdinLock<'static> { StdinLock { marker: crate::marker::PhantomData } }
    pub fn read_line(&self, buffer: &mut String) -> Result<usize> { self.lock().read_line(buffer) }
    pub fn lines(self) -> Lines<StdinLock<'static>> { self.lock().lines() }
}
impl Read for Stdin {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> { self.lock().read(buffer) }
}
impl Read for StdinLock<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        Ok(crate::intrinsics::read_stdin(buffer.as_mut_ptr(), buffer.len()))
    }
}
impl BufRead for StdinLock<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        crate::intrinsics::read_stdin(crate::ptr::null_mut(), 0);
        Ok(&[])
    }
    fn consume(&mut self, _count: usize) {}
}
pub trait IsTerminal {
    fn is_terminal(&self) -> bool;
}
macro_rules! no_terminals {
    ($($ty:ty),*) => {$(
        impl IsTerminal for $ty {
            fn is_terminal(&self) -> bool { false }
        }
    )*};
}
no_terminals!(Stdin, StdinLock<'_>, Stdout, StdoutLock<'_>, Stderr, StderrLock<'_>);

// ---- Memory

impl Write for Vec<u8> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Write for &mut [u8] {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let count = bytes.len().min(self.len());
        let (head, tail) = crate::mem::take(self).split_at_mut(count);
        head.copy_from_slice(&bytes[..count]);
        *self = tail;
        Ok(count)
    }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Read for &[u8] {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = buffer.len().min(self.len());
        buffer[..count].copy_from_slice(&self[..count]);
        *self = &self[count..];
        Ok(count)
    }
}
impl BufRead for &[u8] {
    fn fill_buf(&mut self) -> Result<&[u8]> { Ok(*self) }
    fn consume(&mut self, count: usize) { *self = &self[count..] }
}
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor<T> {
    inner: T,
    pos: u64,
}
impl<T> Cursor<T> {
    pub const fn new(inner: T) -> Cursor<T> { Cursor { inner, pos: 0 } }
    pub fn into_inner(self) -> T { self.inner }
    pub const fn get_ref(&self) -> &T { &self.inner }
    pub const fn get_mut(&mut self) -> &mut T { &mut self.inner }
    pub const fn position(&self) -> u64 { self.pos }
    pub const fn set_position(&mut self, position: u64) { self.pos = position }
}
impl<T: AsRef<[u8]>> Cursor<T> {
    fn rest(&self) -> &[u8] {
        let bytes = self.inner.as_ref();
        &bytes[(self.pos as usize).min(bytes.len())..]
    }
}
impl<T: AsRef<[u8]>> Read for Cursor<T> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.rest().read(buffer)?;
        self.pos += count as u64;
        Ok(count)
    }
}
impl<T: AsRef<[u8]>> BufRead for Cursor<T> {
    fn fill_buf(&mut self) -> Result<&[u8]> { Ok(self.rest()) }
    fn consume(&mut self, count: usize) { self.pos += count as u64 }
}
impl<T: AsRef<[u8]>> Seek for Cursor<T> {
    fn seek(&mut self, position: SeekFrom) -> Result<u64> {
        let target = match position {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => (self.inner.as_ref().len() as u64).checked_add_signed(offset),
            SeekFrom::Current(offset) => self.pos.checked_add_signed(offset),
        };
        match target {
            Some(target) => {
                self.pos = target;
                Ok(target)
            }
            None => Err(Error::of_std(&Message { kind: ErrorKind::InvalidInput, text: "invalid seek to a negative or overflowing position" })),
        }
    }
}
fn write_at(bytes: &mut [u8], pos: &mut u64, written: &[u8]) -> usize {
    let start = (*pos as usize).min(bytes.len());
    let count = written.len().min(bytes.len() - start);
    bytes[start..start + count].copy_from_slice(&written[..count]);
    *pos += count as u64;
    count
}
fn write_growing(bytes: &mut Vec<u8>, pos: &mut u64, written: &[u8]) -> usize {
    let end = *pos as usize + written.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    write_at(bytes, pos, written)
}
macro_rules! cursor_writes {
    ($([$($generics:tt)*] $Inner:ty, $write:ident;)*) => {$(
        impl<$($generics)*> Write for Cursor<$Inner> {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> { Ok($write(&mut self.inner, &mut self.pos, bytes)) }
            fn flush(&mut self) -> Result<()> { Ok(()) }
        }
    )*};
}
cursor_writes! {
    [] Vec<u8>, write_growing;
    [] &mut Vec<u8>, write_growing;
    [] &mut [u8], write_at;
    [] Box<[u8]>, write_at;
    [const N: usize] [u8; N], write_at;
}

// ---- Adapters

pub struct BufReader<R: ?Sized> {
    buffer: Vec<u8>,
    next: usize,
    inner: R,
}
impl<R: Read> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R> { BufReader { buffer: Vec::new(), next: 0, inner } }
    pub fn with_capacity(_capacity: usize, inner: R) -> BufReader<R> { BufReader::new(inner) }
}
impl<R> BufReader<R> {
    pub fn get_ref(&self) -> &R { &self.inner }
    pub fn get_mut(&mut self) -> &mut R { &mut self.inner }
    pub fn buffer(&self) -> &[u8] { &self.buffer[self.next..] }
    pub fn into_inner(self) -> R { self.inner }
}
impl<R: Read> Read for BufReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let mut available = self.fill_buf()?;
        let count = available.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
impl<R: Read> BufRead for BufReader<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.next == self.buffer.len() {
            self.buffer.resize(1024, 0);
            self.next = 0;
            let read = self.inner.read(&mut self.buffer);
            self.buffer.truncate(match &read {
                Ok(count) => *count,
                Err(_) => 0,
            });
            read?;
        }
        Ok(&self.buffer[self.next..])
    }
    fn consume(&mut self, count: usize) { self.next = (self.next + count).min(self.buffer.len()) }
}
pub struct BufWriter<W: Write> {
    inner: W,
    buffer: Vec<u8>,
    capacity: usize,
}
impl<W: Write> BufWriter<W> {
    pub fn new(inner: W) -> BufWriter<W> { BufWriter::with_capacity(8192, inner) }
    pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W> { BufWriter { inner, buffer: Vec::new(), capacity } }
    pub fn get_ref(&self) -> &W { &self.inner }
    pub fn get_mut(&mut self) -> &mut W { &mut self.inner }
    pub fn buffer(&self) -> &[u8] { &self.buffer }
    pub fn capacity(&self) -> usize { self.capacity }
    fn write_out(&mut self) -> Result<()> {
        let written = self.inner.write_all(&self.buffer);
        self.buffer.clear();
        written
    }
    pub fn into_inner(mut self) -> crate::result::Result<W, IntoInnerError<BufWriter<W>>> {
        match self.write_out() {
            Ok(()) => {
                let mut this = crate::mem::ManuallyDrop::new(self);
                unsafe {
                    crate::ptr::drop_in_place(&raw mut this.buffer);
                    Ok(crate::ptr::read(&this.inner))
                }
            }
            Err(error) => Err(IntoInnerError(self, error)),
        }
    }
}
impl<W: Write> Write for BufWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if self.buffer.len() + bytes.len() > self.capacity {
            self.write_out()?;
        }
        if bytes.len() >= self.capacity {
            return self.inner.write(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> Result<()> {
        self.write_out()?;
        self.inner.flush()
    }
}
impl<W: Write> Drop for BufWriter<W> {
    fn drop(&mut self) {
        if crate::thread::panicking() {
            return;
        }
        let _ = self.write_out();
    }
}
pub struct IntoInnerError<W>(W, Error);
impl<W> IntoInnerError<W> {
    pub fn error(&self) -> &Error { &self.1 }
    pub fn into_inner(self) -> W { self.0 }
}
impl<W> fmt::Debug for IntoInnerError<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoInnerError").field(&self.1).finish() }
}
impl<W> fmt::Display for IntoInnerError<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.1, f) }
}
impl<W: Send + fmt::Debug> crate::error::Error for IntoInnerError<W> {}
/// Writes out whenever a line is complete.
pub struct LineWriter<W: Write> {
    inner: BufWriter<W>,
}
impl<W: Write> LineWriter<W> {
    pub fn new(inner: W) -> LineWriter<W> { LineWriter { inner: BufWriter::with_capacity(1024, inner) } }
    pub fn get_ref(&self) -> &W { self.inner.get_ref() }
}
impl<W: Write> Write for LineWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let count = self.inner.write(bytes)?;
        if bytes[..count].contains(&b'\n') {
            self.inner.write_out()?;
        }
        Ok(count)
    }
    fn flush(&mut self) -> Result<()> { self.inner.flush() }
}
pub struct Bytes<R> {
    inner: R,
}
impl<R: Read> Iterator for Bytes<R> {
    type Item = Result<u8>;
    fn next(&mut self) -> Option<Result<u8>> {
        let mut byte = [0u8];
        match self.inner.read(&mut byte) {
            Ok(0) => None,
            Ok(_) => Some(Ok(byte[0])),
            Err(error) => Some(Err(error)),
        }
    }
}
pub struct Chain<T, U> {
    first: T,
    second: U,
    is_first_done: bool,
}
impl<T: Read, U: Read> Read for Chain<T, U> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if !self.is_first_done {
            let count = self.first.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.is_first_done = true;
        }
        self.second.read(buffer)
    }
}
pub struct Take<T> {
    inner: T,
    limit: u64,
}
impl<T> Take<T> {
    pub fn limit(&self) -> u64 { self.limit }
    pub fn into_inner(self) -> T { self.inner }
}
impl<T: Read> Read for Take<T> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let wanted = (buffer.len() as u64).min(self.limit) as usize;
        if wanted == 0 {
            return Ok(0);
        }
        let count = self.inner.read(&mut buffer[..wanted])?;
        self.limit -= count as u64;
        Ok(count)
    }
}
pub struct Split<B> {
    buffer: B,
    delimiter: u8,
}
impl<B: BufRead> Iterator for Split<B> {
    type Item = Result<Vec<u8>>;
    fn next(&mut self) -> Option<Result<Vec<u8>>> {
        let mut bytes = Vec::new();
        match self.buffer.read_until(self.delimiter, &mut bytes) {
            Ok(0) => None,
            Ok(_) => {
                if bytes.last() == Some(&self.delimiter) {
                    bytes.pop();
                }
                Some(Ok(bytes))
            }
            Err(error) => Some(Err(error)),
        }
    }
}
#[derive(Debug)]
pub struct Lines<B> {
    buffer: B,
}
impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<String>;
    fn next(&mut self) -> Option<Result<String>> {
        let mut line = String::new();
        match self.buffer.read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => {
                if line.ends_with('\n') {
                    line.pop();
                    if line.ends_with('\r') {
                        line.pop();
                    }
                }
                Some(Ok(line))
            }
            Err(error) => Some(Err(error)),
        }
    }
}
#[derive(Clone, Copy, Debug, Default)]
pub struct Empty;
pub const fn empty() -> Empty { Empty }
impl Read for Empty {
    fn read(&mut self, _buffer: &mut [u8]) -> Result<usize> { Ok(0) }
}
impl BufRead for Empty {
    fn fill_buf(&mut self) -> Result<&[u8]> { Ok(&[]) }
    fn consume(&mut self, _count: usize) {}
}
#[derive(Clone, Copy, Debug, Default)]
pub struct Sink;
pub const fn sink() -> Sink { Sink }
impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> { Ok(bytes.len()) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
pub struct Repeat {
    byte: u8,
}
pub const fn repeat(byte: u8) -> Repeat { Repeat { byte } }
impl Read for Repeat {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        buffer.fill(self.byte);
        Ok(buffer.len())
    }
}
pub fn copy<R: Read + ?Sized, W: Write + ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> {
    let mut chunk = [0u8; 256];
    let mut total = 0;
    loop {
        let count = reader.read(&mut chunk)?;
        if count == 0 {
            return Ok(total);
        }
        writer.write_all(&chunk[..count])?;
        total += count as u64;
    }
}
