pub trait Hash {
    fn hash<H: Hasher>(&self, state: &mut H);
    fn hash_slice<H: Hasher>(data: &[Self], state: &mut H) where Self: Sized {
        for piece in data {
            piece.hash(state)
        }
    }
}
pub trait Hasher {
    fn finish(&self) -> u64;
    fn write(&mut self, bytes: &[u8]);
    fn write_u8(&mut self, i: u8) { self.write(&[i]) }
    fn write_u16(&mut self, i: u16) { self.write(&i.to_ne_bytes()) }
    fn write_u32(&mut self, i: u32) { self.write(&i.to_ne_bytes()) }
    fn write_u64(&mut self, i: u64) { self.write(&i.to_ne_bytes()) }
    fn write_u128(&mut self, i: u128) { self.write(&i.to_ne_bytes()) }
    fn write_usize(&mut self, i: usize) { self.write(&i.to_ne_bytes()) }
    fn write_i8(&mut self, i: i8) { self.write_u8(i as u8) }
    fn write_i16(&mut self, i: i16) { self.write_u16(i as u16) }
    fn write_i32(&mut self, i: i32) { self.write_u32(i as u32) }
    fn write_i64(&mut self, i: i64) { self.write_u64(i as u64) }
    fn write_i128(&mut self, i: i128) { self.write_u128(i as u128) }
    fn write_isize(&mut self, i: isize) { self.write_usize(i as usize) }
    fn write_length_prefix(&mut self, len: usize) { self.write_usize(len) }
    fn write_str(&mut self, text: &str) {
        self.write(text.as_bytes());
        self.write_u8(0xff)
    }
}
macro_rules! forward_writes {
    () => { forward_writes! {
        write_u8: u8, write_u16: u16, write_u32: u32, write_u64: u64, write_u128: u128, write_usize: usize,
        write_i8: i8, write_i16: i16, write_i32: i32, write_i64: i64, write_i128: i128, write_isize: isize,
        write_length_prefix: usize, write_str: &str
    } };
    ($($method:ident: $ty:ty),*) => { $(fn $method(&mut self, value: $ty) { (**self).$method(value) })* };
}
impl<H: Hasher + ?Sized> Hasher for &mut H {
    fn finish(&self) -> u64 { (**self).finish() }
    fn write(&mut self, bytes: &[u8]) { (**self).write(bytes) }
    forward_writes!();
}
pub trait BuildHasher {
    type Hasher: Hasher;
    fn build_hasher(&self) -> Self::Hasher;
    fn hash_one<T: Hash>(&self, value: T) -> u64 where Self: Sized, Self::Hasher: Hasher {
        let mut hasher = self.build_hasher();
        value.hash(&mut hasher);
        hasher.finish()
    }
}
macro_rules! hash_as {
    ($($ty:ty : $method:ident;)*) => {$(
        impl Hash for $ty {
            fn hash<H: Hasher>(&self, state: &mut H) { state.$method(*self) }
            fn hash_slice<H: Hasher>(data: &[$ty], state: &mut H) {
                state.write(unsafe { crate::slice::from_raw_parts(data.as_ptr() as *const u8, crate::mem::size_of_val(data)) })
            }
        }
    )*};
}
hash_as! {
    u8: write_u8; u32: write_u32; u64: write_u64; usize: write_usize;
    i32: write_i32; i64: write_i64; isize: write_isize;
}
#[cfg(std_file = "rare_integers")]
hash_as! { i8: write_i8; i16: write_i16; i128: write_i128; u16: write_u16; u128: write_u128; }
impl Hash for bool {
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_u8(*self as u8) }
}
impl Hash for char {
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_u32(*self as u32) }
}
impl Hash for str {
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_str(self) }
}
impl Hash for () {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}
impl Hash for ! {
    fn hash<H: Hasher>(&self, _state: &mut H) { *self }
}
impl<T: Hash> Hash for [T] {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len());
        Hash::hash_slice(self, state)
    }
}
impl<T: Hash, const N: usize> Hash for [T; N] {
    fn hash<H: Hasher>(&self, state: &mut H) { Hash::hash(&self[..], state) }
}
impl<T: ?Sized + Hash> Hash for &T {
    fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
}
impl<T: ?Sized + Hash> Hash for &mut T {
    fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
}
impl<T: ?Sized> Hash for *const T {
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_usize(*self as *const () as usize) }
}
impl<T: ?Sized> Hash for *mut T {
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_usize(*self as *const () as usize) }
}

/// SipHash with so many rounds for each word and at the end; it sees bytes, however they are grouped.
#[derive(Clone, Debug)]
struct Sip<const WORD: usize, const END: usize> {
    v: [u64; 4],
    tail: u64,
    length: usize,
}
impl<const WORD: usize, const END: usize> Sip<WORD, END> {
    const fn new(k0: u64, k1: u64) -> Sip<WORD, END> {
        let v = [k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573];
        Sip { v, tail: 0, length: 0 }
    }
    fn mix(&mut self, rounds: usize) {
        let [mut a, mut b, mut c, mut d] = self.v;
        for _ in 0..rounds {
            a = a.wrapping_add(b);
            b = b.rotate_left(13) ^ a;
            a = a.rotate_left(32);
            c = c.wrapping_add(d);
            d = d.rotate_left(16) ^ c;
            a = a.wrapping_add(d);
            d = d.rotate_left(21) ^ a;
            c = c.wrapping_add(b);
            b = b.rotate_left(17) ^ c;
            c = c.rotate_left(32);
        }
        self.v = [a, b, c, d];
    }
    fn take(&mut self, word: u64) {
        self.v[3] ^= word;
        self.mix(WORD);
        self.v[0] ^= word;
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.tail |= (byte as u64) << (8 * (self.length & 7));
            self.length += 1;
            if self.length & 7 == 0 {
                let word = crate::mem::replace(&mut self.tail, 0);
                self.take(word);
            }
        }
    }
    fn finish(&self) -> u64 {
        let mut last = self.clone();
        last.take((self.length as u64) << 56 | self.tail);
        last.v[2] ^= 0xff;
        last.mix(END);
        last.v[0] ^ last.v[1] ^ last.v[2] ^ last.v[3]
    }
}
#[derive(Clone, Debug)]
pub struct SipHasher(Sip<2, 4>);
impl SipHasher {
    pub const fn new() -> SipHasher { SipHasher::new_with_keys(0, 0) }
    pub const fn new_with_keys(key0: u64, key1: u64) -> SipHasher { SipHasher(Sip::new(key0, key1)) }
}
impl Default for SipHasher {
    fn default() -> SipHasher { SipHasher::new() }
}
impl Hasher for SipHasher {
    fn finish(&self) -> u64 { self.0.finish() }
    fn write(&mut self, bytes: &[u8]) { self.0.write(bytes) }
}

/// SipHash 1-3 with no key, which programs may print; in a map it is quicker and multiplies: there the
/// hash depends on random keys, so nobody can know it.
#[derive(Clone, Debug)]
pub struct DefaultHasher {
    quick: u64,
    sip: Option<Sip<1, 3>>,
}
impl DefaultHasher {
    pub const fn new() -> DefaultHasher { DefaultHasher { quick: 0, sip: Some(Sip::new(0, 0)) } }
    fn mix(&mut self, word: u64) { self.quick = ((self.quick ^ word).wrapping_mul(0x9e3779b97f4a7c15)).rotate_left(29); }
}
impl Default for DefaultHasher {
    fn default() -> DefaultHasher { DefaultHasher::new() }
}
macro_rules! quick_writes {
    ($($method:ident: $ty:ty;)*) => {$(
        fn $method(&mut self, i: $ty) {
            match &mut self.sip {
                None => self.mix(i as u64),
                Some(sip) => sip.write(&i.to_ne_bytes()),
            }
        }
    )*};
}
impl Hasher for DefaultHasher {
    fn finish(&self) -> u64 {
        if let Some(sip) = &self.sip { return sip.finish() }
        let mut hash = self.quick;
        hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8feb86659fd93);
        hash ^ (hash >> 32)
    }
    fn write(&mut self, bytes: &[u8]) {
        if let Some(sip) = &mut self.sip { return sip.write(bytes) }
        for &byte in bytes {
            self.mix(byte as u64);
        }
    }
    quick_writes! { write_u8: u8; write_u16: u16; write_u32: u32; write_u64: u64; write_usize: usize; }
}
/// Every run hashes alike, so the keys are not used.
#[derive(Clone, Default)]
pub struct RandomState {
    k0: u64,
    k1: u64,
}
impl RandomState {
    pub fn new() -> RandomState { RandomState { k0: 0, k1: 0 } }
}
impl crate::fmt::Debug for RandomState {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.debug_struct("RandomState").finish_non_exhaustive() }
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
    fn build_hasher(&self) -> DefaultHasher { DefaultHasher { quick: 0xcbf29ce484222325, sip: None } }
}
pub struct BuildHasherDefault<H> {
    marker: crate::marker::PhantomData<H>,
}
impl<H> Default for BuildHasherDefault<H> {
    fn default() -> Self { BuildHasherDefault { marker: crate::marker::PhantomData } }
}
impl<H> Clone for BuildHasherDefault<H> {
    fn clone(&self) -> Self { BuildHasherDefault { marker: crate::marker::PhantomData } }
}
impl<H> BuildHasherDefault<H> {
    pub const fn new() -> Self { BuildHasherDefault { marker: crate::marker::PhantomData } }
}
impl<H: Default + Hasher> BuildHasher for BuildHasherDefault<H> {
    type Hasher = H;
    fn build_hasher(&self) -> H { H::default() }
}
