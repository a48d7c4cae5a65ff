use crate::fmt::{self, Write};
use crate::intrinsics;
use crate::iter::Sum;
use crate::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Sub, SubAssign};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration {
    secs: u64,
    nanos: Nanos,
}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[valid_range_bits(30)]
struct Nanos(u32);
impl Duration {
    pub const ZERO: Duration = Duration { secs: 0, nanos: Nanos(0) };
    pub const MAX: Duration = Duration { secs: u64::MAX, nanos: Nanos(999_999_999) };
    pub const fn new(secs: u64, nanos: u32) -> Duration { Duration { secs: secs + (nanos / 1_000_000_000) as u64, nanos: Nanos(nanos % 1_000_000_000) } }
    pub const fn from_secs(secs: u64) -> Duration { Duration { secs, nanos: Nanos(0) } }
    pub const fn from_millis(millis: u64) -> Duration { Duration { secs: millis / 1000, nanos: Nanos((millis % 1000) as u32 * 1_000_000) } }
    pub const fn from_micros(micros: u64) -> Duration { Duration { secs: micros / 1_000_000, nanos: Nanos((micros % 1_000_000) as u32 * 1000) } }
    pub const fn from_nanos(nanos: u64) -> Duration { Duration { secs: nanos / 1_000_000_000, nanos: Nanos((nanos % 1_000_000_000) as u32) } }
    pub const fn from_mins(mins: u64) -> Duration { Duration::from_secs(mins * 60) }
    pub const fn from_hours(hours: u64) -> Duration { Duration::from_secs(hours * 3600) }
    pub const fn from_days(days: u64) -> Duration { Duration::from_hours(days * 24) }
    pub const fn from_weeks(weeks: u64) -> Duration { Duration::from_days(weeks * 7) }
    pub fn from_secs_f64(secs: f64) -> Duration {
        match Duration::try_from_secs_f64(secs) {
            Ok(duration) => duration,
            Err(error) => panic!("{error}"),
        }
    }
    pub fn from_secs_f32(secs: f32) -> Duration { Duration::from_secs_f64(secs as f64) }
    /// To the nearest nanosecond, to the even one of two: the digits of the number are counted exactly.
    pub fn try_from_secs_f64(secs: f64) -> Result<Duration, TryFromFloatSecsError> {
        if secs < 0.0 {
            return Err(TryFromFloatSecsError { kind: FloatSecs::Negative });
        }
        if !(secs < 18446744073709551616.0) {
            return Err(TryFromFloatSecsError { kind: FloatSecs::OverflowOrNan });
        }
        let bits = secs.to_bits() & !(1 << 63);
        if bits >> 52 == 0 {
            return Ok(Duration::ZERO);
        }
        let exponent = (bits >> 52) as i32 - 1075;
        let product = (bits & (1 << 52) - 1 | 1 << 52) as u128 * 1_000_000_000;
        let nanos = if exponent >= 0 {
            product << exponent
        } else if exponent < -100 {
            0
        } else {
            let (whole, rest, half) = (product >> -exponent, product & (1 << -exponent) - 1, 1u128 << -exponent - 1);
            if rest > half || rest == half && whole % 2 == 1 { whole + 1 } else { whole }
        };
        Ok(Duration { secs: (nanos / 1_000_000_000) as u64, nanos: Nanos((nanos % 1_000_000_000) as u32) })
    }
    pub fn try_from_secs_f32(secs: f32) -> Result<Duration, TryFromFloatSecsError> { Duration::try_from_secs_f64(secs as f64) }
    pub const fn is_zero(&self) -> bool { self.secs == 0 && self.nanos.0 == 0 }
    pub const fn as_secs(&self) -> u64 { self.secs }
    pub const fn as_millis(&self) -> u128 { self.secs as u128 * 1000 + (self.nanos.0 / 1_000_000) as u128 }
    pub const fn as_micros(&self) -> u128 { self.secs as u128 * 1_000_000 + (self.nanos.0 / 1000) as u128 }
    pub const fn as_nanos(&self) -> u128 { self.secs as u128 * 1_000_000_000 + self.nanos.0 as u128 }
    pub fn as_secs_f64(&self) -> f64 { self.secs as f64 + self.nanos.0 as f64 / 1e9 }
    pub fn as_secs_f32(&self) -> f32 { self.secs as f32 + self.nanos.0 as f32 / 1e9 }
    pub const fn subsec_millis(&self) -> u32 { self.nanos.0 / 1_000_000 }
    pub const fn subsec_micros(&self) -> u32 { self.nanos.0 / 1000 }
    pub const fn subsec_nanos(&self) -> u32 { self.nanos.0 }
    pub fn checked_add(self, other: Duration) -> Option<Duration> {
        let nanos = self.nanos.0 + other.nanos.0;
        let secs = self.secs.checked_add(other.secs)?.checked_add((nanos / 1_000_000_000) as u64)?;
        Some(Duration { secs, nanos: Nanos(nanos % 1_000_000_000) })
    }
    pub fn checked_sub(self, other: Duration) -> Option<Duration> {
        if self < other { None } else { Some(Duration::from_nanos((self.as_nanos() - other.as_nanos()) as u64)) }
    }
    pub fn saturating_sub(self, other: Duration) -> Duration { self.checked_sub(other).unwrap_or(Duration::ZERO) }
    pub fn saturating_add(self, other: Duration) -> Duration { self.checked_add(other).unwrap_or(Duration::MAX) }
    pub fn checked_mul(self, by: u32) -> Option<Duration> {
        let nanos = self.nanos.0 as u64 * by as u64;
        let secs = self.secs.checked_mul(by as u64)?.checked_add(nanos / 1_000_000_000)?;
        Some(Duration { secs, nanos: Nanos((nanos % 1_000_000_000) as u32) })
    }
    pub fn saturating_mul(self, by: u32) -> Duration { self.checked_mul(by).unwrap_or(Duration::MAX) }
    pub fn checked_div(self, by: u32) -> Option<Duration> {
        if by == 0 {
            return None;
        }
        let rest = self.secs % by as u64 * 1_000_000_000 + self.nanos.0 as u64;
        Some(Duration { secs: self.secs / by as u64, nanos: Nanos((rest / by as u64) as u32) })
    }
    pub fn div_f64(self, by: f64) -> Duration { Duration::from_secs_f64(self.as_secs_f64() / by) }
    pub fn mul_f64(self, by: f64) -> Duration { Duration::from_secs_f64(self.as_secs_f64() * by) }
    pub fn div_f32(self, by: f32) -> Duration { Duration::from_secs_f32(self.as_secs_f32() / by) }
    pub fn mul_f32(self, by: f32) -> Duration { Duration::from_secs_f32(self.as_secs_f32() * by) }
    pub fn div_duration_f64(self, by: Duration) -> f64 { self.as_nanos() as f64 / by.as_nanos() as f64 }
    pub fn div_duration_f32(self, by: Duration) -> f32 { self.as_nanos() as f32 / by.as_nanos() as f32 }
    pub fn abs_diff(self, other: Duration) -> Duration { if self > other { self - other } else { other - self } }
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TryFromFloatSecsError {
    kind: FloatSecs,
}
#[derive(Clone, Debug, PartialEq, Eq)]
enum FloatSecs {
    Negative,
    OverflowOrNan,
}
impl fmt::Display for TryFromFloatSecsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            FloatSecs::Negative => "cannot convert float seconds to Duration: value is negative",
            FloatSecs::OverflowOrNan => "cannot convert float seconds to Duration: value is either too big or NaN",
        })
    }
}
impl crate::error::Error for TryFromFloatSecsError {}
impl Add for Duration {
    type Output = Duration;
    fn add(self, other: Duration) -> Duration { self.checked_add(other).expect("overflow when adding durations") }
}
impl AddAssign for Duration {
    fn add_assign(&mut self, other: Duration) { *self = *self + other }
}
impl Sub for Duration {
    type Output = Duration;
    fn sub(self, other: Duration) -> Duration { self.checked_sub(other).expect("overflow when subtracting durations") }
}
impl SubAssign for Duration {
    fn sub_assign(&mut self, other: Duration) { *self = *self - other }
}
impl Mul<u32> for Duration {
    type Output = Duration;
    fn mul(self, by: u32) -> Duration { self.checked_mul(by).expect("overflow when multiplying duration by scalar") }
}
impl Mul<Duration> for u32 {
    type Output = Duration;
    fn mul(self, duration: Duration) -> Duration { duration * self }
}
impl MulAssign<u32> for Duration {
    fn mul_assign(&mut self, by: u32) { *self = *self * by }
}
impl Div<u32> for Duration {
    type Output = Duration;
    fn div(self, by: u32) -> Duration { self.checked_div(by).expect("divide by zero error when dividing duration by scalar") }
}
impl DivAssign<u32> for Duration {
    fn div_assign(&mut self, by: u32) { *self = *self / by }
}
impl Sum for Duration {
    fn sum<I: Iterator<Item = Duration>>(durations: I) -> Duration { durations.fold(Duration::ZERO, |sum, each| sum.checked_add(each).expect("overflow in iter::sum over durations")) }
}
impl<'a> Sum<&'a Duration> for Duration {
    fn sum<I: Iterator<Item = &'a Duration>>(durations: I) -> Duration { durations.copied().sum() }
}
impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.nanos.0;
        match () {
            _ if self.secs > 0 => fmt_decimal(f, self.secs, nanos, 100_000_000, "s"),
            _ if nanos >= 1_000_000 => fmt_decimal(f, (nanos / 1_000_000) as u64, nanos % 1_000_000, 100_000, "ms"),
            _ if nanos >= 1000 => fmt_decimal(f, (nanos / 1000) as u64, nanos % 1000, 100, "µs"),
            _ => fmt_decimal(f, nanos as u64, 0, 1, "ns"),
        }
    }
}
/// `tenth` is the weight of the first digit behind the point; what is cut off is rounded, half to even.
fn fmt_decimal(f: &mut fmt::Formatter<'_>, whole: u64, rest: u32, tenth: u32, unit: &str) -> fmt::Result {
    let wanted = f.precision();
    let (mut rest, mut weight, mut digits) = (rest, tenth, crate::string::String::new());
    while weight > 0 && wanted.map_or(rest > 0, |precision| digits.len() < precision) {
        digits.push((b'0' + (rest / weight) as u8) as char);
        rest %= weight;
        weight /= 10;
    }
    let last = digits.bytes().last().map_or(whole % 2 == 1, |digit| digit % 2 == 1);
    let mut carry = 0;
    if rest > 0 && (rest > weight * 5 || rest == weight * 5 && last) {
        let mut rounded = crate::string::String::new();
        let mut carries = true;
        for digit in digits.chars().rev() {
            rounded.insert(0, if !carries { digit } else if digit == '9' { '0' } else { (digit as u8 + 1) as char });
            carries = carries && digit == '9';
        }
        carry = carries as u64;
        digits = rounded;
    }
    let sign = if f.sign_plus() { "+" } else { "" };
    let point = if digits.is_empty() && wanted.unwrap_or(0) == 0 { "" } else { "." };
    let zeros = wanted.unwrap_or(0).max(digits.len()) - digits.len();
    let whole = whole.checked_add(carry).map_or("18446744073709551616".to_string(), |whole| whole.to_string());
    let text = crate::format!("{sign}{whole}{point}{digits}{}{unit}", "0".repeat(zeros));
    // To the left, other than numbers; its precision is used up.
    let missing = f.width().unwrap_or(0).saturating_sub(text.chars().count());
    let before = match f.align() {
        Some(fmt::Alignment::Right) => missing,
        Some(fmt::Alignment::Center) => missing / 2,
        _ => 0,
    };
    for _ in 0..before {
        f.write_char(f.fill())?;
    }
    f.write_str(&text)?;
    for _ in before..missing {
        f.write_char(f.fill())?;
    }
    Ok(())
}
/// Time on the machine's own clock, which moves only while every thread waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    since_start: Duration,
}
impl Instant {
    pub fn now() -> Instant { Instant { since_start: Duration::from_nanos(intrinsics::clock_now()) } }
    pub fn elapsed(&self) -> Duration { Duration::from_nanos(intrinsics::clock_now()) - self.since_start }
    pub fn duration_since(&self, earlier: Instant) -> Duration { self.since_start.saturating_sub(earlier.since_start) }
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> { Some(Instant { since_start: self.since_start.checked_add(duration)? }) }
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> { Some(Instant { since_start: self.since_start.checked_sub(duration)? }) }
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration { self.duration_since(earlier) }
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> { self.since_start.checked_sub(earlier.since_start) }
}
impl Add<Duration> for Instant {
    type Output = Instant;
    fn add(self, duration: Duration) -> Instant { Instant { since_start: self.since_start.checked_add(duration).expect("overflow when adding duration to instant") } }
}
impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) { *self = *self + duration }
}
impl Sub<Duration> for Instant {
    type Output = Instant;
    fn sub(self, duration: Duration) -> Instant { Instant { since_start: self.since_start.checked_sub(duration).expect("overflow when subtracting duration from instant") } }
}
impl Sub for Instant {
    type Output = Duration;
    fn sub(self, other: Instant) -> Duration { self.duration_since(other) }
}
