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
impl<H: Hasher + ?Sized> Hasher for &mut H {
    fn finish(&self) -> u64 { (**self).finish() }
    fn write(&mut self, bytes: &[u8]) { (**self).write(bytes) }
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
        }
    )*};
}
hash_as! {
    u8: write_u8; u16: write_u16; u32: write_u32; u64: write_u64; u128: write_u128; usize: write_usize;
    i8: write_i8; i16: write_i16; i32: write_i32; i64: write_i64; i128: write_i128; isize: write_isize;
}
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

/// A simple multiplicative hash. What order it gives is unspecified, as with std's.
#[derive(Clone, Debug)]
pub struct DefaultHasher {
    state: u64,
}
impl DefaultHasher {
    pub fn new() -> DefaultHasher { DefaultHasher { state: 0xcbf29ce484222325 } }
    fn mix(&mut self, word: u64) { self.state = ((self.state ^ word).wrapping_mul(0x9e3779b97f4a7c15)).rotate_left(29); }
}
impl Default for DefaultHasher {
    fn default() -> DefaultHasher { DefaultHasher::new() }
}
impl Hasher for DefaultHasher {
    fn finish(&self) -> u64 {
        let mut hash = self.state;
        hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8feb86659fd93);
        hash ^ (hash >> 32)
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.mix(byte as u64);
        }
    }
    fn write_u8(&mut self, i: u8) { self.mix(i as u64) }
    fn write_u16(&mut self, i: u16) { self.mix(i as u64) }
    fn write_u32(&mut self, i: u32) { self.mix(i as u64) }
    fn write_u64(&mut self, i: u64) { self.mix(i) }
    fn write_usize(&mut self, i: usize) { self.mix(i as u64) }
}
#[derive(Clone, Debug, Default)]
pub struct RandomState;
impl RandomState {
    pub fn new() -> RandomState { RandomState }
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
    fn build_hasher(&self) -> DefaultHasher { DefaultHasher::new() }
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
