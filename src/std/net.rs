// Only for programs that say: net
//
// Addresses of the internet, as values: made, compared, parsed and printed. There is no network.

use crate::fmt::{self, Write};
use crate::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not};
use crate::str::FromStr;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ipv4Addr {
    octets: [u8; 4],
}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ipv6Addr {
    octets: [u8; 16],
}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IpAddr {
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketAddrV4 {
    ip: Ipv4Addr,
    port: u16,
}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketAddrV6 {
    ip: Ipv6Addr,
    port: u16,
    flowinfo: u32,
    scope_id: u32,
}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SocketAddr {
    V4(SocketAddrV4),
    V6(SocketAddrV6),
}

// ---- Version 4

impl Ipv4Addr {
    pub const BITS: u32 = 32;
    pub const LOCALHOST: Self = Ipv4Addr::new(127, 0, 0, 1);
    pub const UNSPECIFIED: Self = Ipv4Addr::new(0, 0, 0, 0);
    pub const BROADCAST: Self = Ipv4Addr::new(255, 255, 255, 255);
    pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr { Ipv4Addr { octets: [a, b, c, d] } }
    pub const fn from_octets(octets: [u8; 4]) -> Ipv4Addr { Ipv4Addr { octets } }
    pub const fn octets(&self) -> [u8; 4] { self.octets }
    pub const fn as_octets(&self) -> &[u8; 4] { &self.octets }
    pub const fn to_bits(self) -> u32 { u32::from_be_bytes(self.octets) }
    pub const fn from_bits(bits: u32) -> Ipv4Addr { Ipv4Addr { octets: bits.to_be_bytes() } }
    pub const fn is_unspecified(&self) -> bool { self.to_bits() == 0 }
    pub const fn is_loopback(&self) -> bool { self.octets[0] == 127 }
    pub const fn is_private(&self) -> bool {
        match self.octets {
            [10, ..] | [192, 168, ..] => true,
            [172, b, ..] => b >= 16 && b <= 31,
            _ => false,
        }
    }
    pub const fn is_link_local(&self) -> bool { matches!(self.octets, [169, 254, ..]) }
    pub const fn is_multicast(&self) -> bool { self.octets[0] >= 224 && self.octets[0] <= 239 }
    pub const fn is_broadcast(&self) -> bool { self.to_bits() == u32::MAX }
    pub const fn is_documentation(&self) -> bool { matches!(self.octets, [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _]) }
    pub const fn to_ipv6_compatible(&self) -> Ipv6Addr { Ipv6Addr::from_bits(self.to_bits() as u128) }
    pub const fn to_ipv6_mapped(&self) -> Ipv6Addr { Ipv6Addr::from_bits(0xffff_0000_0000 | self.to_bits() as u128) }
}
impl fmt::Display for Ipv4Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.octets;
        padded(f, format_args!("{a}.{b}.{c}.{d}"))
    }
}

// ---- Version 6

impl Ipv6Addr {
    pub const BITS: u32 = 128;
    pub const LOCALHOST: Self = Ipv6Addr::from_bits(1);
    pub const UNSPECIFIED: Self = Ipv6Addr::from_bits(0);
    pub const fn new(a: u16, b: u16, c: u16, d: u16, e: u16, f: u16, g: u16, h: u16) -> Ipv6Addr { Ipv6Addr::from_segments([a, b, c, d, e, f, g, h]) }
    pub const fn from_octets(octets: [u8; 16]) -> Ipv6Addr { Ipv6Addr { octets } }
    pub const fn from_segments(segments: [u16; 8]) -> Ipv6Addr {
        let mut bits = 0u128;
        let mut i = 0;
        while i < 8 {
            bits = bits << 16 | segments[i] as u128;
            i += 1;
        }
        Ipv6Addr::from_bits(bits)
    }
    pub const fn octets(&self) -> [u8; 16] { self.octets }
    pub const fn as_octets(&self) -> &[u8; 16] { &self.octets }
    pub const fn segments(&self) -> [u16; 8] {
        let mut segments = [0u16; 8];
        let mut i = 0;
        while i < 8 {
            segments[i] = (self.octets[2 * i] as u16) << 8 | self.octets[2 * i + 1] as u16;
            i += 1;
        }
        segments
    }
    pub const fn to_bits(self) -> u128 { u128::from_be_bytes(self.octets) }
    pub const fn from_bits(bits: u128) -> Ipv6Addr { Ipv6Addr { octets: bits.to_be_bytes() } }
    pub const fn is_unspecified(&self) -> bool { self.to_bits() == 0 }
    pub const fn is_loopback(&self) -> bool { self.to_bits() == 1 }
    pub const fn is_unique_local(&self) -> bool { self.octets[0] & 0xfe == 0xfc }
    pub const fn is_unicast_link_local(&self) -> bool { self.octets[0] == 0xfe && self.octets[1] & 0xc0 == 0x80 }
    pub const fn is_multicast(&self) -> bool { self.octets[0] == 0xff }
    pub const fn to_ipv4_mapped(&self) -> Option<Ipv4Addr> {
        if self.to_bits() >> 32 == 0xffff { Some(Ipv4Addr::from_bits(self.to_bits() as u32)) } else { None }
    }
    pub const fn to_ipv4(&self) -> Option<Ipv4Addr> {
        let high = self.to_bits() >> 32;
        if high == 0 || high == 0xffff { Some(Ipv4Addr::from_bits(self.to_bits() as u32)) } else { None }
    }
    pub const fn to_canonical(&self) -> IpAddr {
        match self.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => IpAddr::V6(*self),
        }
    }
}
impl fmt::Display for Ipv6Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mapped) = self.to_ipv4_mapped() {
            return padded(f, format_args!("::ffff:{mapped}"));
        }
        let segments = self.segments();
        // The first of the longest runs of zeros is left out, if it is longer than one.
        let (mut from, mut count) = (0, 0);
        for start in 0..8 {
            let zeros = segments[start..].iter().take_while(|segment| **segment == 0).count();
            if zeros > count {
                (from, count) = (start, zeros);
            }
        }
        let mut text = String::new();
        for (i, segment) in segments.iter().enumerate() {
            if count > 1 && i >= from && i < from + count {
                if i == from {
                    text.push_str("::");
                }
                continue;
            }
            if i > 0 && !text.ends_with(':') {
                text.push(':');
            }
            write!(text, "{segment:x}")?;
        }
        f.pad(&text)
    }
}

// ---- Either, and with a port

impl IpAddr {
    pub const fn is_ipv4(&self) -> bool { matches!(self, IpAddr::V4(_)) }
    pub const fn is_ipv6(&self) -> bool { matches!(self, IpAddr::V6(_)) }
    pub const fn to_canonical(&self) -> IpAddr {
        match self {
            IpAddr::V4(_) => *self,
            IpAddr::V6(address) => address.to_canonical(),
        }
    }
}
macro_rules! of_either {
    ($($question:ident)*) => {
        impl IpAddr {
            $(pub const fn $question(&self) -> bool {
                match self {
                    IpAddr::V4(address) => address.$question(),
                    IpAddr::V6(address) => address.$question(),
                }
            })*
        }
    };
}
of_either!(is_unspecified is_loopback is_multicast);
impl fmt::Display for IpAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IpAddr::V4(address) => fmt::Display::fmt(address, f),
            IpAddr::V6(address) => fmt::Display::fmt(address, f),
        }
    }
}
macro_rules! with_port {
    ($($Socket:ident of $Ip:ident)*) => {$(
        impl $Socket {
            pub const fn ip(&self) -> &$Ip { &self.ip }
            pub const fn port(&self) -> u16 { self.port }
            pub const fn set_ip(&mut self, ip: $Ip) { self.ip = ip; }
            pub const fn set_port(&mut self, port: u16) { self.port = port; }
        }
    )*};
}
with_port!(SocketAddrV4 of Ipv4Addr SocketAddrV6 of Ipv6Addr);
impl SocketAddrV4 {
    pub const fn new(ip: Ipv4Addr, port: u16) -> SocketAddrV4 { SocketAddrV4 { ip, port } }
}
impl SocketAddrV6 {
    pub const fn new(ip: Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32) -> SocketAddrV6 { SocketAddrV6 { ip, port, flowinfo, scope_id } }
    pub const fn flowinfo(&self) -> u32 { self.flowinfo }
    pub const fn scope_id(&self) -> u32 { self.scope_id }
    pub const fn set_flowinfo(&mut self, flowinfo: u32) { self.flowinfo = flowinfo; }
    pub const fn set_scope_id(&mut self, scope_id: u32) { self.scope_id = scope_id; }
}
impl SocketAddr {
    pub const fn new(ip: IpAddr, port: u16) -> SocketAddr {
        match ip {
            IpAddr::V4(address) => SocketAddr::V4(SocketAddrV4::new(address, port)),
            IpAddr::V6(address) => SocketAddr::V6(SocketAddrV6::new(address, port, 0, 0)),
        }
    }
    pub const fn ip(&self) -> IpAddr {
        match self {
            SocketAddr::V4(address) => IpAddr::V4(address.ip),
            SocketAddr::V6(address) => IpAddr::V6(address.ip),
        }
    }
    pub const fn port(&self) -> u16 {
        match self {
            SocketAddr::V4(address) => address.port,
            SocketAddr::V6(address) => address.port,
        }
    }
    pub const fn set_ip(&mut self, ip: IpAddr) { *self = SocketAddr::new(ip, self.port()); }
    pub const fn set_port(&mut self, port: u16) {
        match self {
            SocketAddr::V4(address) => address.port = port,
            SocketAddr::V6(address) => address.port = port,
        }
    }
    pub const fn is_ipv4(&self) -> bool { matches!(self, SocketAddr::V4(_)) }
    pub const fn is_ipv6(&self) -> bool { matches!(self, SocketAddr::V6(_)) }
}
impl fmt::Display for SocketAddrV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { padded(f, format_args!("{}:{}", self.ip, self.port)) }
}
impl fmt::Display for SocketAddrV6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scope_id == 0 { padded(f, format_args!("[{}]:{}", self.ip, self.port)) } else { padded(f, format_args!("[{}%{}]:{}", self.ip, self.scope_id, self.port)) }
    }
}
impl fmt::Display for SocketAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SocketAddr::V4(address) => fmt::Display::fmt(address, f),
            SocketAddr::V6(address) => fmt::Display::fmt(address, f),
        }
    }
}
fn padded(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    if f.width().is_none() && f.precision().is_none() { f.write_fmt(text) } else { f.pad(&fmt::format(text)) }
}
impl<I: Into<IpAddr>> From<(I, u16)> for SocketAddr {
    fn from((ip, port): (I, u16)) -> SocketAddr { SocketAddr::new(ip.into(), port) }
}

macro_rules! conversions {
    ($($From:ty as $To:ty: $value:ident => $made:expr;)*) => {$(
        impl From<$From> for $To {
            fn from($value: $From) -> $To { $made }
        }
    )*};
}
conversions! {
    u32 as Ipv4Addr: bits => Ipv4Addr::from_bits(bits);
    Ipv4Addr as u32: address => address.to_bits();
    [u8; 4] as Ipv4Addr: octets => Ipv4Addr { octets };
    u128 as Ipv6Addr: bits => Ipv6Addr::from_bits(bits);
    Ipv6Addr as u128: address => address.to_bits();
    [u8; 16] as Ipv6Addr: octets => Ipv6Addr { octets };
    [u16; 8] as Ipv6Addr: segments => Ipv6Addr::from_segments(segments);
    Ipv4Addr as IpAddr: address => IpAddr::V4(address);
    Ipv6Addr as IpAddr: address => IpAddr::V6(address);
    [u8; 4] as IpAddr: octets => IpAddr::V4(octets.into());
    [u8; 16] as IpAddr: octets => IpAddr::V6(octets.into());
    [u16; 8] as IpAddr: segments => IpAddr::V6(segments.into());
    SocketAddrV4 as SocketAddr: address => SocketAddr::V4(address);
    SocketAddrV6 as SocketAddr: address => SocketAddr::V6(address);
}
macro_rules! compared_with_either {
    ($($Ip:ident $Variant:ident)*) => {$(
        impl PartialEq<IpAddr> for $Ip {
            fn eq(&self, other: &IpAddr) -> bool { IpAddr::$Variant(*self) == *other }
        }
        impl PartialEq<$Ip> for IpAddr {
            fn eq(&self, other: &$Ip) -> bool { *self == IpAddr::$Variant(*other) }
        }
    )*};
}
compared_with_either!(Ipv4Addr V4 Ipv6Addr V6);
macro_rules! bitwise {
    ($($Ip:ident)*) => {$(
        impl Not for $Ip {
            type Output = $Ip;
            fn not(self) -> $Ip { $Ip::from_bits(!self.to_bits()) }
        }
        impl BitAnd for $Ip {
            type Output = $Ip;
            fn bitand(self, mask: $Ip) -> $Ip { $Ip::from_bits(self.to_bits() & mask.to_bits()) }
        }
        impl BitOr for $Ip {
            type Output = $Ip;
            fn bitor(self, mask: $Ip) -> $Ip { $Ip::from_bits(self.to_bits() | mask.to_bits()) }
        }
        impl BitAndAssign for $Ip {
            fn bitand_assign(&mut self, mask: $Ip) { *self = *self & mask; }
        }
        impl BitOrAssign for $Ip {
            fn bitor_assign(&mut self, mask: $Ip) { *self = *self | mask; }
        }
    )*};
}
bitwise!(Ipv4Addr Ipv6Addr);

// ---- Reading

#[derive(Clone, Debug, PartialEq, Eq)]
enum AddrKind {
    Ip,
    Ipv4,
    Ipv6,
    Socket,
    SocketV4,
    SocketV6,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddrParseError(AddrKind);
impl fmt::Display for AddrParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            AddrKind::Ip => "invalid IP address syntax",
            AddrKind::Ipv4 => "invalid IPv4 address syntax",
            AddrKind::Ipv6 => "invalid IPv6 address syntax",
            AddrKind::Socket => "invalid socket address syntax",
            AddrKind::SocketV4 => "invalid IPv4 socket address syntax",
            AddrKind::SocketV6 => "invalid IPv6 socket address syntax",
        })
    }
}
impl crate::error::Error for AddrParseError {}

/// What is left of the text; what does not fit leaves it as it was.
#[derive(Clone, Copy)]
struct Reader<'a>(&'a [u8]);
impl<'a> Reader<'a> {
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Reader<'a>) -> Option<T>) -> Option<T> {
        let before = *self;
        let value = read(self);
        if value.is_none() {
            *self = before;
        }
        value
    }
    fn expect(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        if *first != byte {
            return None;
        }
        self.0 = rest;
        Some(())
    }
    /// A number of at most `digits` digits (0 is any count), below `limit`.
    fn number(&mut self, radix: u32, digits: usize, limit: u64) -> Option<u64> {
        let count = self.0.iter().take_while(|byte| (**byte as char).is_digit(radix)).count();
        let zero_first = radix == 10 && digits == 3 && count > 1 && self.0[0] == b'0';
        if count == 0 || digits > 0 && count > digits || zero_first {
            return None;
        }
        let mut value = 0;
        for byte in &self.0[..count] {
            value = value * radix as u64 + (*byte as char).to_digit(radix)? as u64;
            if value >= limit {
                return None;
            }
        }
        self.0 = &self.0[count..];
        Some(value)
    }
    fn ipv4(&mut self) -> Option<Ipv4Addr> {
        self.attempt(|reader| {
            let mut octets = [0; 4];
            for (i, octet) in octets.iter_mut().enumerate() {
                if i > 0 {
                    reader.expect(b'.')?;
                }
                *octet = reader.number(10, 3, 256)? as u8;
            }
            Some(Ipv4Addr { octets })
        })
    }
    /// Segments between colons, as many as there are; the last two may be written as version 4.
    fn segments(&mut self, segments: &mut [u16]) -> (usize, bool) {
        let mut i = 0;
        while i < segments.len() {
            let mut separated = |reader: &mut Reader<'a>| if i > 0 { reader.expect(b':') } else { Some(()) };
            if i + 1 < segments.len() {
                if let Some(last) = self.attempt(|reader| {
                    separated(reader)?;
                    reader.ipv4()
                }) {
                    let [a, b, c, d] = last.octets;
                    segments[i] = u16::from_be_bytes([a, b]);
                    segments[i + 1] = u16::from_be_bytes([c, d]);
                    return (i + 2, true);
                }
            }
            let segment = self.attempt(|reader| {
                separated(reader)?;
                reader.number(16, 4, 0x10000)
            });
            match segment {
                Some(segment) => segments[i] = segment as u16,
                None => break,
            }
            i += 1;
        }
        (i, false)
    }
    fn ipv6(&mut self) -> Option<Ipv6Addr> {
        self.attempt(|reader| {
            let mut head = [0; 8];
            let (count, ends) = reader.segments(&mut head);
            if count == 8 {
                return Some(Ipv6Addr::from_segments(head));
            }
            if ends {
                return None;
            }
            reader.expect(b':')?;
            reader.expect(b':')?;
            let mut tail = [0; 7];
            let room = 8 - (count + 1);
            let (tail_count, _) = reader.segments(&mut tail[..room]);
            head[8 - tail_count..].copy_from_slice(&tail[..tail_count]);
            Some(Ipv6Addr::from_segments(head))
        })
    }
    fn ip(&mut self) -> Option<IpAddr> {
        match self.ipv4() {
            Some(address) => Some(IpAddr::V4(address)),
            None => self.ipv6().map(IpAddr::V6),
        }
    }
    fn port(&mut self) -> Option<u16> {
        self.expect(b':')?;
        Some(self.number(10, 0, 0x10000)? as u16)
    }
    fn socket_v4(&mut self) -> Option<SocketAddrV4> {
        self.attempt(|reader| {
            let ip = reader.ipv4()?;
            Some(SocketAddrV4::new(ip, reader.port()?))
        })
    }
    fn socket_v6(&mut self) -> Option<SocketAddrV6> {
        self.attempt(|reader| {
            reader.expect(b'[')?;
            let ip = reader.ipv6()?;
            let scope = if reader.expect(b'%').is_some() { reader.number(10, 0, 1 << 32)? as u32 } else { 0 };
            reader.expect(b']')?;
            Some(SocketAddrV6::new(ip, reader.port()?, 0, scope))
        })
    }
    fn socket(&mut self) -> Option<SocketAddr> {
        match self.socket_v4() {
            Some(address) => Some(SocketAddr::V4(address)),
            None => self.socket_v6().map(SocketAddr::V6),
        }
    }
}
macro_rules! from_text {
    ($($T:ident $read:ident $Kind:ident)*) => {$(
        impl FromStr for $T {
            type Err = AddrParseError;
            fn from_str(text: &str) -> Result<$T, AddrParseError> { $T::parse_ascii(text.as_bytes()) }
        }
        impl $T {
            fn parse_ascii(text: &[u8]) -> Result<$T, AddrParseError> {
                let mut reader = Reader(text);
                match reader.$read() {
                    Some(address) if reader.0.is_empty() => Ok(address),
                    _ => Err(AddrParseError(AddrKind::$Kind)),
                }
            }
        }
        impl fmt::Debug for $T {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
    )*};
}
from_text! {
    Ipv4Addr ipv4 Ipv4
    Ipv6Addr ipv6 Ipv6
    IpAddr ip Ip
    SocketAddrV4 socket_v4 SocketV4
    SocketAddrV6 socket_v6 SocketV6
    SocketAddr socket Socket
}
