// Formatting. `format_args!` makes an `Arguments`: literal pieces, and for each placeholder the
// argument with the function that formats it and how.

use crate::intrinsics;
use crate::marker::PhantomData;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Error;
impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.write_str("an error occurred when formatting an argument") }
}
impl crate::error::Error for Error {}
pub type Result = crate::result::Result<(), Error>;

pub trait Write {
    fn write_str(&mut self, text: &str) -> Result;
    fn write_char(&mut self, c: char) -> Result {
        let mut buffer = [0u8; 4];
        self.write_str(c.encode_utf8(&mut buffer))
    }
    fn write_fmt(&mut self, arguments: Arguments<'_>) -> Result where Self: Sized { write(self, arguments) }
}
impl<W: Write> Write for &mut W {
    fn write_str(&mut self, text: &str) -> Result { (**self).write_str(text) }
}

/// How a width or precision is given.
#[derive(Clone, Copy)]
pub enum Count {
    Implied,
    Is(usize),
    Param(usize),
}
/// One placeholder: which argument, and the specification behind its colon.
#[lang = "format_placeholder"]
#[derive(Clone, Copy)]
pub struct Placeholder {
    position: usize,
    fill: char,
    align: u8,
    flags: u32,
    precision: Count,
    width: Count,
}
const SIGN_PLUS: u32 = 1;
const SIGN_MINUS: u32 = 2;
const ALTERNATE: u32 = 4;
const ZERO_PAD: u32 = 8;
const DEBUG_LOWER_HEX: u32 = 16;
const DEBUG_UPPER_HEX: u32 = 32;
fn count(kind: u8, value: usize) -> Count {
    match kind {
        0 => Count::Implied,
        1 => Count::Is(value),
        _ => Count::Param(value),
    }
}
impl Placeholder {
    /// `align`: 0 none, 1 left, 2 center, 3 right. A count's kind: 0 none, 1 literal, 2 argument number.
    #[lang = "format_placeholder_new"]
    pub fn new(position: usize, fill: char, align: u8, flags: u32, precision_kind: u8, precision: usize, width_kind: u8, width: usize) -> Placeholder {
        Placeholder { position, fill, align, flags, precision: count(precision_kind, precision), width: count(width_kind, width) }
    }
}

struct Opaque;
/// A borrowed argument together with the function that formats it.
#[lang = "format_argument"]
#[derive(Clone, Copy)]
pub struct Argument<'a> {
    value: *const (),
    formatter: fn(*const (), &mut Formatter<'_>) -> Result,
    count: usize,
    marker: PhantomData<&'a Opaque>,
}
macro_rules! argument_constructors {
    ($($lang:literal $name:ident $call:ident $Trait:ident;)*) => {
        $(
            fn $call<T: ?Sized + $Trait>(value: *const (), f: &mut Formatter<'_>) -> Result {
                let reference: &&T = unsafe { &*(value as *const &T) };
                <T as $Trait>::fmt(*reference, f)
            }
        )*
        impl<'a> Argument<'a> {
            $(
                #[lang = $lang]
                pub fn $name<T: ?Sized + $Trait>(value: &'a &'a T) -> Argument<'a> {
                    Argument { value: value as *const &T as *const (), formatter: $call::<T>, count: 0, marker: PhantomData }
                }
            )*
        }
    };
}
argument_constructors! {
    "format_argument_new_display" new_display call_display Display;
    "format_argument_new_debug" new_debug call_debug Debug;
    "format_argument_new_lower_hex" new_lower_hex call_lower_hex LowerHex;
    "format_argument_new_upper_hex" new_upper_hex call_upper_hex UpperHex;
    "format_argument_new_octal" new_octal call_octal Octal;
    "format_argument_new_binary" new_binary call_binary Binary;
    "format_argument_new_lower_exp" new_lower_exp call_lower_exp LowerExp;
    "format_argument_new_upper_exp" new_upper_exp call_upper_exp UpperExp;
    "format_argument_new_pointer" new_pointer call_pointer Pointer;
}
fn call_count(_value: *const (), _f: &mut Formatter<'_>) -> Result { Ok(()) }
impl<'a> Argument<'a> {
    /// A usize that only serves as a width or precision.
    #[lang = "format_argument_from_usize"]
    pub fn from_usize(value: &'a usize) -> Argument<'a> { Argument { value: crate::ptr::null(), formatter: call_count, count: *value, marker: PhantomData } }
}

#[lang = "format_arguments"]
#[derive(Clone, Copy)]
pub struct Arguments<'a> {
    pieces: &'a [&'static str],
    arguments: &'a [Argument<'a>],
    placeholders: &'a [Placeholder],
}
impl<'a> Arguments<'a> {
    /// `pieces` come between the placeholders, one more than them at most; no placeholders given
    /// means that each argument is shown in order with no specification.
    #[lang = "format_arguments_new"]
    pub fn new(arguments: &'a [Argument<'a>], pieces: &'a [&'static str], placeholders: &'a [Placeholder]) -> Arguments<'a> { Arguments { pieces, arguments, placeholders } }
    pub fn as_str(&self) -> Option<&'static str> {
        if !self.arguments.is_empty() {
            return None;
        }
        match self.pieces.len() {
            0 => Some(""),
            1 => Some(self.pieces[0]),
            _ => None,
        }
    }
}
impl Debug for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.write_fmt(*self) }
}
impl Display for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.write_fmt(*self) }
}

#[lang = "Formatter"]
pub struct Formatter<'a> {
    target: &'a mut dyn Write,
    fill: char,
    align: u8,
    flags: u32,
    width: Option<usize>,
    precision: Option<usize>,
}
pub fn write(target: &mut dyn Write, arguments: Arguments<'_>) -> Result {
    let mut formatter = Formatter { target, fill: ' ', align: 0, flags: 0, width: None, precision: None };
    run(&mut formatter, arguments)
}
/// What `to_string` does: the value with no specification.
pub(crate) fn show<T: Display + ?Sized>(target: &mut dyn Write, value: &T) -> Result {
    value.fmt(&mut Formatter { target, fill: ' ', align: 0, flags: 0, width: None, precision: None })
}
fn resolve(count: Count, arguments: &[Argument<'_>]) -> Option<usize> {
    match count {
        Count::Implied => None,
        Count::Is(value) => Some(value),
        Count::Param(index) => Some(arguments[index].count),
    }
}
fn run(f: &mut Formatter<'_>, arguments: Arguments<'_>) -> Result {
    let count = if arguments.placeholders.is_empty() { arguments.arguments.len() } else { arguments.placeholders.len() };
    let mut i = 0;
    while i < count {
        if i < arguments.pieces.len() && !arguments.pieces[i].is_empty() {
            f.target.write_str(arguments.pieces[i])?;
        }
        let mut position = i;
        if !arguments.placeholders.is_empty() {
            let placeholder = &arguments.placeholders[i];
            position = placeholder.position;
            f.fill = placeholder.fill;
            f.align = placeholder.align;
            f.flags = placeholder.flags;
            f.width = resolve(placeholder.width, arguments.arguments);
            f.precision = resolve(placeholder.precision, arguments.arguments);
        }
        let argument = arguments.arguments[position];
        (argument.formatter)(argument.value, f)?;
        i += 1;
    }
    if count < arguments.pieces.len() {
        f.target.write_str(arguments.pieces[count])?;
    }
    Ok(())
}
pub fn format(arguments: Arguments<'_>) -> String {
    let mut text = String::new();
    match write(&mut text, arguments) {
        Ok(()) => text,
        Err(error) => panic!("a formatting trait implementation returned an error when the underlying stream did not: {:?}", error),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Right,
    Center,
}
impl<'a> Formatter<'a> {
    pub fn write_str(&mut self, text: &str) -> Result { self.target.write_str(text) }
    pub fn write_fmt(&mut self, arguments: Arguments<'_>) -> Result {
        match arguments.as_str() {
            Some(text) => self.target.write_str(text),
            None => write(self.target, arguments),
        }
    }
    pub fn write_char(&mut self, c: char) -> Result { self.target.write_char(c) }
    pub fn fill(&self) -> char { self.fill }
    pub fn align(&self) -> Option<Alignment> {
        match self.align {
            1 => Some(Alignment::Left),
            2 => Some(Alignment::Center),
            3 => Some(Alignment::Right),
            _ => None,
        }
    }
    pub fn width(&self) -> Option<usize> { self.width }
    pub fn precision(&self) -> Option<usize> { self.precision }
    pub fn sign_minus(&self) -> bool { self.flags & SIGN_MINUS != 0 }
    pub fn sign_plus(&self) -> bool { self.flags & SIGN_PLUS != 0 }
    pub fn alternate(&self) -> bool { self.flags & ALTERNATE != 0 }
    pub fn sign_aware_zero_pad(&self) -> bool { self.flags & ZERO_PAD != 0 }

    fn write_fill(&mut self, count: usize) -> Result {
        let mut i = 0;
        while i < count {
            self.target.write_char(self.fill)?;
            i += 1;
        }
        Ok(())
    }
    /// Writes `text` of `length` characters with fill around it, by default at the side `usual` says.
    fn aligned(&mut self, text: &str, length: usize, usual: u8) -> Result {
        let missing = match self.width {
            Some(width) if width > length => width - length,
            _ => return self.target.write_str(text),
        };
        let align = if self.align == 0 { usual } else { self.align };
        let before = match align {
            1 => 0,
            2 => missing / 2,
            _ => missing,
        };
        self.write_fill(before)?;
        self.target.write_str(text)?;
        self.write_fill(missing - before)
    }
    pub fn pad(&mut self, text: &str) -> Result {
        if self.width.is_none() && self.precision.is_none() {
            return self.target.write_str(text);
        }
        let mut shown = text;
        if let Some(max) = self.precision {
            let mut seen = 0;
            for (at, _) in text.char_indices() {
                if seen == max {
                    shown = &text[..at];
                    break;
                }
                seen += 1;
            }
        }
        self.aligned(shown, shown.chars().count(), 1)
    }
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, digits: &str) -> Result {
        let sign = if !is_nonnegative { "-" } else if self.sign_plus() { "+" } else { "" };
        let prefix = if self.alternate() { prefix } else { "" };
        let length = sign.len() + prefix.len() + digits.len();
        match self.width {
            Some(width) if width > length => {
                if self.sign_aware_zero_pad() {
                    self.target.write_str(sign)?;
                    self.target.write_str(prefix)?;
                    let mut i = length;
                    while i < width {
                        self.target.write_str("0")?;
                        i += 1;
                    }
                    return self.target.write_str(digits);
                }
                let mut text = String::new();
                text.push_str(sign);
                text.push_str(prefix);
                text.push_str(digits);
                self.aligned(&text, length, 3)
            }
            _ => {
                if !sign.is_empty() {
                    self.target.write_str(sign)?;
                }
                if !prefix.is_empty() {
                    self.target.write_str(prefix)?;
                }
                self.target.write_str(digits)
            }
        }
    }
    pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a> {
        let result = self.write_str(name);
        DebugStruct { fmt: self, result, has_fields: false }
    }
    pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a> {
        let result = self.write_str(name);
        DebugTuple { fmt: self, result, fields: 0, has_no_name: name.is_empty() }
    }
    pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a> {
        let result = self.write_str("[");
        DebugList { fmt: self, result, has_fields: false }
    }
    pub fn debug_set<'b>(&'b mut self) -> DebugSet<'b, 'a> {
        let result = self.write_str("{");
        DebugSet { fmt: self, result, has_fields: false }
    }
    pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a> {
        let result = self.write_str("{");
        DebugMap { fmt: self, result, has_fields: false, has_key: false }
    }
    /// Runs `f` on a formatter that writes to the same target, indenting what it writes.
    fn indented<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, f: F) -> Result { self.indented_from(true, f) }
    fn indented_from<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, is_at_line_start: bool, f: F) -> Result {
        let (fill, align, flags, width, precision) = (self.fill, self.align, self.flags, self.width, self.precision);
        let mut pad = PadAdapter { target: self.target, is_at_line_start };
        let mut inner = Formatter { target: &mut pad, fill, align, flags, width, precision };
        f(&mut inner)
    }
}
impl Write for Formatter<'_> {
    fn write_str(&mut self, text: &str) -> Result { self.target.write_str(text) }
}
struct PadAdapter<'a> {
    target: &'a mut dyn Write,
    is_at_line_start: bool,
}
impl Write for PadAdapter<'_> {
    fn write_str(&mut self, text: &str) -> Result {
        for line in text.split_inclusive('\n') {
            if self.is_at_line_start {
                self.target.write_str("    ")?;
            }
            self.is_at_line_start = line.ends_with('\n');
            self.target.write_str(line)?;
        }
        Ok(())
    }
}

pub struct DebugStruct<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: Result,
    has_fields: bool,
}
impl<'a, 'b: 'a> DebugStruct<'a, 'b> {
    pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.write_field(name, value);
        }
        self.has_fields = true;
        self
    }
    fn write_field(&mut self, name: &str, value: &dyn Debug) -> Result {
        if self.fmt.alternate() {
            if !self.has_fields {
                self.fmt.write_str(" {\n")?;
            }
            self.fmt.indented(|f| {
                f.write_str(name)?;
                f.write_str(": ")?;
                value.fmt(f)?;
                f.write_str(",\n")
            })
        } else {
            self.fmt.write_str(if self.has_fields { ", " } else { " { " })?;
            self.fmt.write_str(name)?;
            self.fmt.write_str(": ")?;
            value.fmt(self.fmt)
        }
    }
    pub fn finish_non_exhaustive(&mut self) -> Result {
        self.result?;
        if self.has_fields {
            if self.fmt.alternate() {
                self.fmt.indented(|f| f.write_str("..\n"))?;
                self.result = self.fmt.write_str("}");
            } else {
                self.result = self.fmt.write_str(", .. }");
            }
        } else {
            self.result = self.fmt.write_str(" { .. }");
        }
        self.result
    }
    pub fn finish(&mut self) -> Result {
        if self.has_fields {
            self.result?;
            self.result = self.fmt.write_str(if self.fmt.alternate() { "}" } else { " }" });
        }
        self.result
    }
}
pub struct DebugTuple<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: Result,
    fields: usize,
    has_no_name: bool,
}
impl<'a, 'b: 'a> DebugTuple<'a, 'b> {
    pub fn field(&mut self, value: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.write_field(value);
        }
        self.fields += 1;
        self
    }
    fn write_field(&mut self, value: &dyn Debug) -> Result {
        if self.fmt.alternate() {
            if self.fields == 0 {
                self.fmt.write_str("(\n")?;
            }
            self.fmt.indented(|f| {
                value.fmt(f)?;
                f.write_str(",\n")
            })
        } else {
            self.fmt.write_str(if self.fields == 0 { "(" } else { ", " })?;
            value.fmt(self.fmt)
        }
    }
    pub fn finish_non_exhaustive(&mut self) -> Result {
        self.result?;
        self.result = if self.fields == 0 {
            self.fmt.write_str("(..)")
        } else {
            finish_open(self.fmt, true, ")")
        };
        self.result
    }
    pub fn finish(&mut self) -> Result {
        if self.fields > 0 {
            self.result?;
            if self.fields == 1 && self.has_no_name && !self.fmt.alternate() {
                self.fmt.write_str(",")?;
            }
            self.result = self.fmt.write_str(")");
        }
        self.result
    }
}
fn write_entry(fmt: &mut Formatter<'_>, has_fields: bool, value: &dyn Debug) -> Result {
    if fmt.alternate() {
        if !has_fields {
            fmt.write_str("\n")?;
        }
        fmt.indented(|f| {
            value.fmt(f)?;
            f.write_str(",\n")
        })
    } else {
        if has_fields {
            fmt.write_str(", ")?;
        }
        value.fmt(fmt)
    }
}
/// Ends what has more entries than were shown.
fn finish_open(fmt: &mut Formatter<'_>, has_fields: bool, close: &str) -> Result {
    if !has_fields {
        fmt.write_str("..")?;
    } else if fmt.alternate() {
        fmt.indented(|f| f.write_str("..\n"))?;
    } else {
        fmt.write_str(", ..")?;
    }
    fmt.write_str(close)
}
macro_rules! debug_sequence {
    ($($Name:ident $close:literal;)*) => {$(
        pub struct $Name<'a, 'b: 'a> {
            fmt: &'a mut Formatter<'b>,
            result: Result,
            has_fields: bool,
        }
        impl<'a, 'b: 'a> $Name<'a, 'b> {
            pub fn entry(&mut self, value: &dyn Debug) -> &mut Self {
                if self.result.is_ok() {
                    self.result = write_entry(self.fmt, self.has_fields, value);
                }
                self.has_fields = true;
                self
            }
            pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self {
                for entry in entries {
                    self.entry(&entry);
                }
                self
            }
            pub fn finish_non_exhaustive(&mut self) -> Result {
                self.result?;
                self.result = finish_open(self.fmt, self.has_fields, $close);
                self.result
            }
            pub fn finish(&mut self) -> Result {
                self.result?;
                self.result = self.fmt.write_str($close);
                self.result
            }
        }
    )*};
}
debug_sequence! {
    DebugList "]";
    DebugSet "}";
}
pub struct DebugMap<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: Result,
    has_fields: bool,
    has_key: bool,
}
impl<'a, 'b: 'a> DebugMap<'a, 'b> {
    pub fn entry(&mut self, key: &dyn Debug, value: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.write_pair(key, value);
        }
        self.has_fields = true;
        self
    }
    fn write_pair(&mut self, key: &dyn Debug, value: &dyn Debug) -> Result {
        if self.fmt.alternate() {
            if !self.has_fields {
                self.fmt.write_str("\n")?;
            }
            self.fmt.indented(|f| {
                key.fmt(f)?;
                f.write_str(": ")?;
                value.fmt(f)?;
                f.write_str(",\n")
            })
        } else {
            if self.has_fields {
                self.fmt.write_str(", ")?;
            }
            key.fmt(self.fmt)?;
            self.fmt.write_str(": ")?;
            value.fmt(self.fmt)
        }
    }
    /// The next half of an entry; its value must follow.
    pub fn key(&mut self, key: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.write_key(key);
        }
        self.has_key = true;
        self
    }
    fn write_key(&mut self, key: &dyn Debug) -> Result {
        if self.has_key {
            panic!("attempted to begin a new map entry without completing the previous one");
        }
        if self.fmt.alternate() {
            if !self.has_fields {
                self.fmt.write_str("\n")?;
            }
            self.fmt.indented(|f| {
                key.fmt(f)?;
                f.write_str(": ")
            })
        } else {
            if self.has_fields {
                self.fmt.write_str(", ")?;
            }
            key.fmt(self.fmt)?;
            self.fmt.write_str(": ")
        }
    }
    pub fn value(&mut self, value: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.write_value(value);
        }
        self.has_fields = true;
        self.has_key = false;
        self
    }
    fn write_value(&mut self, value: &dyn Debug) -> Result {
        if !self.has_key {
            panic!("attempted to format a map value before its key");
        }
        if self.fmt.alternate() {
            self.fmt.indented_from(false, |f| {
                value.fmt(f)?;
                f.write_str(",\n")
            })
        } else {
            value.fmt(self.fmt)
        }
    }
    pub fn finish_non_exhaustive(&mut self) -> Result {
        self.result?;
        self.result = finish_open(self.fmt, self.has_fields, "}");
        self.result
    }
    pub fn entries<K: Debug, V: Debug, I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) -> &mut Self {
        for (key, value) in entries {
            self.entry(&key, &value);
        }
        self
    }
    pub fn finish(&mut self) -> Result {
        self.result?;
        self.result = self.fmt.write_str("}");
        self.result
    }
}

macro_rules! format_traits {
    ($($lang:literal $Trait:ident)*) => {$(
        #[lang = $lang]
        pub trait $Trait {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result;
        }
        impl<T: ?Sized + $Trait> $Trait for &T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { $Trait::fmt(&**self, f) }
        }
        impl<T: ?Sized + $Trait> $Trait for &mut T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { $Trait::fmt(&**self, f) }
        }
    )*};
}
format_traits!("Debug" Debug "Display" Display "LowerHex" LowerHex "UpperHex" UpperHex "Octal" Octal "Binary" Binary "LowerExp" LowerExp "UpperExp" UpperExp);
#[lang = "Pointer"]
pub trait Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// Digits of `value` in `radix`, written backwards into the end of a buffer.
fn write_digits(f: &mut Formatter<'_>, is_nonnegative: bool, mut value: u128, radix: u128, is_upper: bool, prefix: &str) -> Result {
    let mut buffer = [0u8; 128];
    let mut at = 128;
    if value <= u64::MAX as u128 {
        let mut small = value as u64;
        let radix = radix as u64;
        loop {
            let digit = (small % radix) as u8;
            small /= radix;
            at -= 1;
            buffer[at] = if digit < 10 { b'0' + digit } else if is_upper { b'A' + digit - 10 } else { b'a' + digit - 10 };
            if small == 0 {
                break;
            }
        }
    } else {
        loop {
            let digit = (value % radix) as u8;
            value /= radix;
            at -= 1;
            buffer[at] = if digit < 10 { b'0' + digit } else if is_upper { b'A' + digit - 10 } else { b'a' + digit - 10 };
            if value == 0 {
                break;
            }
        }
    }
    let digits = unsafe { crate::str::from_utf8_unchecked(&buffer[at..]) };
    f.pad_integral(is_nonnegative, prefix, digits)
}
/// An integer with one digit before the point; digits that the precision leaves out are rounded, a half
/// to the even neighbour.
fn write_scientific(f: &mut Formatter<'_>, is_negative: bool, magnitude: u128, exponent_sign: char) -> Result {
    let (mut value, mut exponent) = (magnitude, 0);
    while value % 10 == 0 && value >= 10 {
        value /= 10;
        exponent += 1;
    }
    let mut behind_point = 0;
    let mut left = value;
    while left >= 10 {
        left /= 10;
        behind_point += 1;
    }
    let shown = match f.precision {
        Some(precision) => precision,
        None => behind_point,
    };
    if shown < behind_point {
        let mut unit = 1;
        for _ in shown..behind_point {
            unit *= 10;
        }
        let rest = value % unit;
        value /= unit;
        exponent += behind_point - shown;
        behind_point = shown;
        if rest > unit / 2 || rest == unit / 2 && value % 2 == 1 {
            value += 1;
            // All nines became a one and zeros.
            if value.ilog10() as usize > behind_point {
                value /= 10;
                exponent += 1;
            }
        }
    }
    let mut text = String::new();
    write(&mut text, format_args!("{}", value))?;
    if shown > 0 {
        text.insert(1, '.');
    }
    for _ in behind_point..shown {
        text.push('0');
    }
    text.push(exponent_sign);
    write(&mut text, format_args!("{}", exponent + behind_point))?;
    f.pad_integral(!is_negative, "", &text)
}
macro_rules! format_integers {
    ($($Int:ident $Unsigned:ident $is_negative:expr;)*) => {$(
        impl Display for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let is_negative: fn($Int) -> bool = $is_negative;
                let value = *self;
                if is_negative(value) {
                    write_digits(f, false, (0 as $Unsigned).wrapping_sub(value as $Unsigned) as u128, 10, false, "")
                } else {
                    write_digits(f, true, value as u128, 10, false, "")
                }
            }
        }
        impl Debug for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                if f.flags & DEBUG_LOWER_HEX != 0 {
                    LowerHex::fmt(self, f)
                } else if f.flags & DEBUG_UPPER_HEX != 0 {
                    UpperHex::fmt(self, f)
                } else {
                    Display::fmt(self, f)
                }
            }
        }
        impl LowerHex for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { write_digits(f, true, *self as $Unsigned as u128, 16, false, "0x") }
        }
        impl UpperHex for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { write_digits(f, true, *self as $Unsigned as u128, 16, true, "0x") }
        }
        impl Octal for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { write_digits(f, true, *self as $Unsigned as u128, 8, false, "0o") }
        }
        impl Binary for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { write_digits(f, true, *self as $Unsigned as u128, 2, false, "0b") }
        }
        impl LowerExp for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let is_negative: fn($Int) -> bool = $is_negative;
                let magnitude = if is_negative(*self) { (0 as $Unsigned).wrapping_sub(*self as $Unsigned) } else { *self as $Unsigned };
                write_scientific(f, is_negative(*self), magnitude as u128, 'e')
            }
        }
        impl UpperExp for $Int {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let is_negative: fn($Int) -> bool = $is_negative;
                let magnitude = if is_negative(*self) { (0 as $Unsigned).wrapping_sub(*self as $Unsigned) } else { *self as $Unsigned };
                write_scientific(f, is_negative(*self), magnitude as u128, 'E')
            }
        }
    )*};
}
format_integers! {
    i32 u32 |x| x < 0; i64 u64 |x| x < 0; isize usize |x| x < 0;
    u8 u8 |_| false; u32 u32 |_| false; u64 u64 |_| false; usize usize |_| false;
}
#[cfg(std_file = "rare_integers")]
format_integers! {
    i8 u8 |x| x < 0; i16 u16 |x| x < 0; i128 u128 |x| x < 0;
    u16 u16 |_| false; u128 u128 |_| false;
}
fn write_float_text(f: &mut Formatter<'_>, text: &str) -> Result {
    let is_negative = text.starts_with('-');
    let magnitude = if is_negative { &text[1..] } else { text };
    let sign = if is_negative { "-" } else if f.sign_plus() && magnitude != "NaN" { "+" } else { "" };
    let length = sign.len() + magnitude.len();
    if f.sign_aware_zero_pad() {
        f.write_str(sign)?;
        if let Some(width) = f.width {
            let mut i = length;
            while i < width {
                f.write_str("0")?;
                i += 1;
            }
        }
        return f.write_str(magnitude);
    }
    let mut whole = String::from(sign);
    whole.push_str(magnitude);
    f.aligned(&whole, length, 3)
}
macro_rules! format_floats {
    ($($Float:ident)*) => {$(
        impl $Float {
            fn write_styled(self, f: &mut Formatter<'_>, style: u32) -> Result {
                let precision = match f.precision {
                    Some(precision) => precision as isize,
                    None => -1,
                };
                let mut buffer: Vec<u8> = Vec::with_capacity(500 + if precision > 0 { precision as usize } else { 0 });
                let len = intrinsics::float_to_text(self, style, precision, buffer.as_mut_ptr(), buffer.capacity());
                unsafe { buffer.set_len(len) };
                write_float_text(f, unsafe { crate::str::from_utf8_unchecked(&buffer) })
            }
        }
        impl Display for $Float {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { self.write_styled(f, 0) }
        }
        impl Debug for $Float {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { self.write_styled(f, 1) }
        }
        impl LowerExp for $Float {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { self.write_styled(f, 2) }
        }
        impl UpperExp for $Float {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { self.write_styled(f, 3) }
        }
    )*};
}
format_floats!(f32 f64);
impl Display for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad(if *self { "true" } else { "false" }) }
}
impl Debug for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Display::fmt(self, f) }
}
impl Display for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad(self) }
}
impl Debug for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('"')?;
        for c in self.chars() {
            if c == '\'' {
                f.write_char(c)?;
            } else {
                c.write_escaped(f)?;
            }
        }
        f.write_char('"')
    }
}
impl Display for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut buffer = [0u8; 4];
        f.pad(self.encode_utf8(&mut buffer))
    }
}
impl Debug for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('\'')?;
        if *self == '"' {
            f.write_char('"')?;
        } else {
            self.write_escaped(f)?;
        }
        f.write_char('\'')
    }
}
impl Debug for () {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad("()") }
}
impl Debug for ! {
    fn fmt(&self, _f: &mut Formatter<'_>) -> Result { *self }
}
impl Display for ! {
    fn fmt(&self, _f: &mut Formatter<'_>) -> Result { *self }
}
fn write_address(f: &mut Formatter<'_>, address: usize) -> Result {
    let (flags, width) = (f.flags, f.width);
    if f.alternate() {
        f.flags |= ZERO_PAD;
        f.width = width.or(Some(18));   // all the digits of an address
    }
    f.flags |= ALTERNATE;
    let result = write_digits(f, true, address as u128, 16, false, "0x");
    (f.flags, f.width) = (flags, width);
    result
}
macro_rules! format_pointers {
    ($($Pointer:ty)*) => {$(
        impl<T: ?Sized> Pointer for $Pointer {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { write_address(f, *self as *const T as *const () as usize) }
        }
    )*};
}
format_pointers!(*const T *mut T);
impl<T: ?Sized> Pointer for &T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { write_address(f, *self as *const T as *const () as usize) }
}
impl<T: ?Sized> Pointer for &mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { write_address(f, &raw const **self as *const () as usize) }
}
impl<T: ?Sized> Debug for *const T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Pointer::fmt(self, f) }
}
impl<T: ?Sized> Debug for *mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Pointer::fmt(self, f) }
}
/// Something that shows itself by a closure.
pub struct FromFn<F>(F);
pub fn from_fn<F: Fn(&mut Formatter<'_>) -> Result>(f: F) -> FromFn<F> { FromFn(f) }
impl<F: Fn(&mut Formatter<'_>) -> Result> Debug for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { (self.0)(f) }
}
impl<F: Fn(&mut Formatter<'_>) -> Result> Display for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { (self.0)(f) }
}
