// Only for programs that say: path Path PathBuf
//
// Paths, as text with slashes. Two are equal if their components are.

use crate::borrow::{Borrow, Cow, ToOwned};
use crate::cmp::Ordering;
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::iter::FusedIterator;
use crate::ops::{Deref, DerefMut};
use crate::rc::Rc;
use crate::sync::Arc;

pub const MAIN_SEPARATOR: char = '/';
pub const MAIN_SEPARATOR_STR: &str = "/";
pub fn is_separator(c: char) -> bool { c == '/' }

#[repr(transparent)]
pub struct Path {
    text: str,
}
#[derive(Clone, Default)]
pub struct PathBuf {
    text: String,
}

// ---- Components

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Component<'a> {
    RootDir,
    CurDir,
    ParentDir,
    Normal(&'a OsStr),
}
impl<'a> Component<'a> {
    fn text(self) -> &'a str {
        match self {
            Component::RootDir => "/",
            Component::CurDir => ".",
            Component::ParentDir => "..",
            Component::Normal(name) => text_of(name),
        }
    }
    pub fn as_os_str(self) -> &'a OsStr { OsStr::new(self.text()) }
}
fn text_of(name: &OsStr) -> &str { name.to_str().unwrap_or("") }
fn component(piece: &str) -> Component<'_> {
    if piece == ".." { Component::ParentDir } else { Component::Normal(OsStr::new(piece)) }
}
/// A `.` counts only at the start of a path.
#[derive(Clone)]
pub struct Components<'a> {
    rest: &'a str,
    at_start: bool,
}
impl<'a> Components<'a> {
    fn has_root(&self) -> bool { self.at_start && self.rest.starts_with('/') }
    /// Takes off what separates at the end and says where the last piece starts.
    fn last_piece(&mut self) -> Option<usize> {
        let root = if self.has_root() { 1 } else { 0 };
        loop {
            let body = self.rest[root..].trim_end_matches('/');
            self.rest = &self.rest[..root + body.len()];
            if body.is_empty() {
                return None;
            }
            let start = root + body.rfind('/').map_or(0, |at| at + 1);
            if &self.rest[start..] != "." || start == 0 && self.at_start {
                return Some(start);
            }
            self.rest = &self.rest[..start];
        }
    }
    fn skip_separators(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches('/');
            if self.rest != "." && !self.rest.starts_with("./") {
                return;
            }
            self.rest = &self.rest[1..];
        }
    }
    pub fn as_path(&self) -> &'a Path {
        let mut left = self.clone();
        if !left.at_start {
            left.skip_separators();
        }
        left.last_piece();
        Path::new(left.rest)
    }
}
impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;
    fn next(&mut self) -> Option<Component<'a>> {
        if self.at_start {
            let root = self.has_root();
            self.at_start = false;
            if root || self.rest == "." || self.rest.starts_with("./") {
                self.rest = &self.rest[1..];
                return Some(if root { Component::RootDir } else { Component::CurDir });
            }
        }
        self.skip_separators();
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.find('/').unwrap_or(self.rest.len());
        let piece = &self.rest[..end];
        self.rest = &self.rest[end..];
        Some(component(piece))
    }
}
impl<'a> DoubleEndedIterator for Components<'a> {
    fn next_back(&mut self) -> Option<Component<'a>> {
        match self.last_piece() {
            Some(start) => {
                let piece = &self.rest[start..];
                self.rest = &self.rest[..start];
                Some(if piece == "." { Component::CurDir } else { component(piece) })
            }
            None if self.has_root() => {
                self.rest = "";
                Some(Component::RootDir)
            }
            None => None,
        }
    }
}
impl FusedIterator for Components<'_> {}
impl fmt::Debug for Components<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Names<'a>(&'a Path);
        impl fmt::Debug for Names<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.0.components()).finish() }
        }
        f.debug_tuple("Components").field(&Names(self.as_path())).finish()
    }
}
#[derive(Clone)]
pub struct Iter<'a> {
    components: Components<'a>,
}
impl<'a> Iter<'a> {
    pub fn as_path(&self) -> &'a Path { self.components.as_path() }
}
impl<'a> Iterator for Iter<'a> {
    type Item = &'a OsStr;
    fn next(&mut self) -> Option<&'a OsStr> { self.components.next().map(Component::as_os_str) }
}
impl<'a> DoubleEndedIterator for Iter<'a> {
    fn next_back(&mut self) -> Option<&'a OsStr> { self.components.next_back().map(Component::as_os_str) }
}
#[derive(Clone, Copy, Debug)]
pub struct Ancestors<'a> {
    next: Option<&'a Path>,
}
impl<'a> Iterator for Ancestors<'a> {
    type Item = &'a Path;
    fn next(&mut self) -> Option<&'a Path> {
        let path = self.next?;
        self.next = path.parent();
        Some(path)
    }
}
impl FusedIterator for Ancestors<'_> {}

// ---- Path

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripPrefixError(());
impl fmt::Display for StripPrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("prefix not found") }
}
impl crate::error::Error for StripPrefixError {}
pub struct Display<'a> {
    path: &'a Path,
}
impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.path.text, f) }
}
impl fmt::Debug for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.path.text, f) }
}
impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(text: &S) -> &Path { unsafe { &*(text_of(text.as_ref()) as *const str as *const Path) } }
    pub fn as_os_str(&self) -> &OsStr { OsStr::new(&self.text) }
    pub fn to_str(&self) -> Option<&str> { Some(&self.text) }
    pub fn to_string_lossy(&self) -> Cow<'_, str> { Cow::Borrowed(&self.text) }
    pub fn to_path_buf(&self) -> PathBuf { PathBuf { text: String::from(&self.text) } }
    pub fn into_path_buf(self: Box<Path>) -> PathBuf { self.to_path_buf() }
    pub fn display(&self) -> Display<'_> { Display { path: self } }
    pub fn has_root(&self) -> bool { self.text.starts_with('/') }
    pub fn is_absolute(&self) -> bool { self.has_root() }
    pub fn is_relative(&self) -> bool { !self.has_root() }
    pub fn components(&self) -> Components<'_> { Components { rest: &self.text, at_start: true } }
    pub fn iter(&self) -> Iter<'_> { Iter { components: self.components() } }
    pub fn parent(&self) -> Option<&Path> {
        let mut components = self.components();
        match components.next_back()? {
            Component::RootDir => None,
            _ => Some(components.as_path()),
        }
    }
    pub fn ancestors(&self) -> Ancestors<'_> { Ancestors { next: Some(self) } }
    pub fn file_name(&self) -> Option<&OsStr> {
        match self.components().next_back()? {
            Component::Normal(name) => Some(name),
            _ => None,
        }
    }
    /// The name up to its last dot, and what follows; a dot at its start is part of the name.
    fn stem_and_extension(&self) -> Option<(&str, Option<&str>)> {
        let name = text_of(self.file_name()?);
        Some(match name.rfind('.') {
            None | Some(0) => (name, None),
            Some(at) => (&name[..at], Some(&name[at + 1..])),
        })
    }
    pub fn file_stem(&self) -> Option<&OsStr> { self.stem_and_extension().map(|(stem, _)| OsStr::new(stem)) }
    pub fn extension(&self) -> Option<&OsStr> { self.stem_and_extension()?.1.map(OsStr::new) }
    pub fn file_prefix(&self) -> Option<&OsStr> {
        let name = text_of(self.file_name()?);
        let end = name.char_indices().skip(1).find(|(_, c)| *c == '.').map_or(name.len(), |(at, _)| at);
        Some(OsStr::new(&name[..end]))
    }
    pub fn strip_prefix<P: AsRef<Path>>(&self, base: P) -> Result<&Path, StripPrefixError> {
        let mut components = self.components();
        for wanted in base.as_ref().components() {
            if components.next() != Some(wanted) {
                return Err(StripPrefixError(()));
            }
        }
        Ok(components.as_path())
    }
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool { self.strip_prefix(base).is_ok() }
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {
        let mut components = self.components();
        child.as_ref().components().rev().all(|wanted| components.next_back() == Some(wanted))
    }
    fn changed(&self, change: impl FnOnce(&mut PathBuf)) -> PathBuf {
        let mut path = self.to_path_buf();
        change(&mut path);
        path
    }
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf { self.changed(|joined| joined.push(path)) }
    pub fn with_file_name<S: AsRef<OsStr>>(&self, name: S) -> PathBuf { self.changed(|path| path.set_file_name(name)) }
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        self.changed(|path| {
            path.set_extension(extension);
        })
    }
}
impl PathBuf {
    pub const fn new() -> PathBuf { PathBuf { text: String::new() } }
    pub fn with_capacity(capacity: usize) -> PathBuf { PathBuf { text: String::with_capacity(capacity) } }
    pub fn as_path(&self) -> &Path { self }
    pub fn into_os_string(self) -> OsString { OsString::from(self.text) }
    pub fn into_boxed_path(self) -> Box<Path> { boxed(self.text) }
    pub fn clear(&mut self) { self.text.clear() }
    pub fn push<P: AsRef<Path>>(&mut self, path: P) {
        let path = path.as_ref();
        if path.is_absolute() {
            self.text.clear();
        } else if !self.text.is_empty() && !self.text.ends_with('/') {
            self.text.push('/');
        }
        self.text.push_str(&path.text);
    }
    pub fn pop(&mut self) -> bool {
        match self.parent().map(|parent| parent.text.len()) {
            Some(len) => {
                self.text.truncate(len);
                true
            }
            None => false,
        }
    }
    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, name: S) {
        if self.file_name().is_some() {
            self.pop();
        }
        self.push(Path::new(&name));
    }
    pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {
        let (stem, name) = match (self.file_stem(), self.file_name()) {
            (Some(stem), Some(name)) => (stem.len(), name.len()),
            _ => return false,
        };
        let mut components = self.components();
        components.last_piece();
        let end = components.rest.len() - name + stem;
        self.text.truncate(end);
        let extension = text_of(extension.as_ref());
        if !extension.is_empty() {
            self.text.push('.');
            self.text.push_str(extension);
        }
        true
    }
}
fn boxed(text: String) -> Box<Path> { unsafe { Box::from_raw(Box::into_raw(text.into_boxed_str()) as *mut Path) } }

// ---- What they are to others

impl Deref for PathBuf {
    type Target = Path;
    fn deref(&self) -> &Path { Path::new(&self.text) }
}
impl DerefMut for PathBuf {
    fn deref_mut(&mut self) -> &mut Path { unsafe { &mut *(self.text.as_mut_str() as *mut str as *mut Path) } }
}
impl Borrow<Path> for PathBuf {
    fn borrow(&self) -> &Path { self }
}
impl ToOwned for Path {
    type Owned = PathBuf;
    fn to_owned(&self) -> PathBuf { self.to_path_buf() }
}
impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.text, f) }
}
impl fmt::Debug for PathBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.text, f) }
}
macro_rules! by_components {
    ($($A:ty, $B:ty;)*) => {$(
        impl<'a> PartialEq<$B> for $A {
            fn eq(&self, other: &$B) -> bool {
                let (this, that): (&Path, &Path) = (self.as_ref(), other.as_ref());
                this.components().eq(that.components())
            }
        }
        impl<'a> PartialOrd<$B> for $A {
            fn partial_cmp(&self, other: &$B) -> Option<Ordering> {
                let (this, that): (&Path, &Path) = (self.as_ref(), other.as_ref());
                this.components().partial_cmp(that.components())
            }
        }
    )*};
}
by_components! {
    Path, Path;
    Path, PathBuf;
    Path, OsStr;
    Path, OsString;
    &'a Path, PathBuf;
    PathBuf, PathBuf;
    PathBuf, Path;
    PathBuf, &'a Path;
    PathBuf, OsStr;
    PathBuf, OsString;
    Cow<'a, Path>, Path;
    Cow<'a, Path>, PathBuf;
}
macro_rules! like_text {
    ($($A:ty, $B:ty;)*) => {$(
        impl<'a> PartialEq<$B> for $A {
            fn eq(&self, other: &$B) -> bool {
                let (this, that): (&Path, &Path) = (self.as_ref(), other.as_ref());
                this == that
            }
        }
    )*};
}
like_text! {
    Path, str;
    Path, String;
    PathBuf, str;
    PathBuf, String;
    str, Path;
    str, PathBuf;
    String, Path;
    String, PathBuf;
}
impl Eq for Path {}
impl Eq for PathBuf {}
impl Ord for Path {
    fn cmp(&self, other: &Path) -> Ordering { self.components().cmp(other.components()) }
}
impl Ord for PathBuf {
    fn cmp(&self, other: &PathBuf) -> Ordering { self.components().cmp(other.components()) }
}
impl Hash for Path {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for component in self.components() {
            component.hash(state);
        }
    }
}
impl Hash for PathBuf {
    fn hash<H: Hasher>(&self, state: &mut H) { self.as_path().hash(state) }
}
macro_rules! as_path {
    ($($T:ty: $value:ident => $path:expr;)*) => {$(
        impl AsRef<Path> for $T {
            fn as_ref(&self) -> &Path {
                let $value = self;
                $path
            }
        }
    )*};
}
as_path! {
    Path: path => path;
    PathBuf: path => path;
    str: text => Path::new(text);
    String: text => Path::new(text);
    OsStr: text => Path::new(text);
    OsString: text => Path::new(text);
    Component<'_>: part => Path::new(part.text());
    Components<'_>: parts => parts.as_path();
    Cow<'_, OsStr>: text => Path::new(&**text);
}
impl AsRef<OsStr> for Path {
    fn as_ref(&self) -> &OsStr { self.as_os_str() }
}
impl AsRef<OsStr> for PathBuf {
    fn as_ref(&self) -> &OsStr { self.as_os_str() }
}
impl AsRef<OsStr> for Component<'_> {
    fn as_ref(&self) -> &OsStr { self.as_os_str() }
}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {
    fn from(text: &T) -> PathBuf { Path::new(text).to_path_buf() }
}
macro_rules! conversions {
    ($($From:ty as $To:ty: $value:ident => $made:expr;)*) => {$(
        impl<'a> From<$From> for $To {
            fn from($value: $From) -> $To { $made }
        }
    )*};
}
conversions! {
    String as PathBuf: text => PathBuf { text };
    OsString as PathBuf: text => PathBuf::from(&text);
    Box<Path> as PathBuf: path => path.into_path_buf();
    Cow<'a, Path> as PathBuf: path => path.into_owned();
    PathBuf as OsString: path => path.into_os_string();
    &'a Path as Box<Path>: path => path.to_path_buf().into_boxed_path();
    PathBuf as Box<Path>: path => path.into_boxed_path();
    &'a Path as Cow<'a, Path>: path => Cow::Borrowed(path);
    PathBuf as Cow<'a, Path>: path => Cow::Owned(path);
    &'a Path as Rc<Path>: path => path.to_path_buf().into();
    PathBuf as Rc<Path>: path => unsafe { Rc::from_raw(Rc::into_raw(Rc::<str>::from(path.text)) as *const Path) };
    &'a Path as Arc<Path>: path => path.to_path_buf().into();
    PathBuf as Arc<Path>: path => unsafe { Arc::from_raw(Arc::into_raw(Arc::<str>::from(path.text)) as *const Path) };
}
impl Clone for Box<Path> {
    fn clone(&self) -> Box<Path> { self.to_path_buf().into_boxed_path() }
}
impl crate::str::FromStr for PathBuf {
    type Err = crate::convert::Infallible;
    fn from_str(text: &str) -> Result<PathBuf, crate::convert::Infallible> { Ok(PathBuf::from(text)) }
}
impl<P: AsRef<Path>> Extend<P> for PathBuf {
    fn extend<I: IntoIterator<Item = P>>(&mut self, parts: I) { parts.into_iter().for_each(|part| self.push(part)) }
}
impl<P: AsRef<Path>> FromIterator<P> for PathBuf {
    fn from_iter<I: IntoIterator<Item = P>>(parts: I) -> PathBuf {
        let mut path = PathBuf::new();
        path.extend(parts);
        path
    }
}
impl<'a> IntoIterator for &'a Path {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Iter<'a> { self.iter() }
}
impl<'a> IntoIterator for &'a PathBuf {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Iter<'a> { self.iter() }
}
