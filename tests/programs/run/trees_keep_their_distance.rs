// Token trees stand as near to each other as in the call; what a macro's body writes stands apart, but
// for its brackets. A type of several bounds is one `ty`.
macro_rules! trees {
    ($($tree:tt)*) => { stringify!($($tree)*) };
}
macro_rules! around {
    ($name:ident $tree:tt) => { stringify!($name::$tree<$name>( $tree )+$name) };
}
macro_rules! ty {
    ($ty:ty) => { stringify!($ty) };
}

fn main() {
    println!("{}", trees!(Vec<Vec<T>>, f::<u8>() &&-1 - 2)); //~ PRINTS: Vec<Vec<T>>, f::<u8>() &&-1 - 2
    println!("{}", trees!(x {a} y{ b}z [ i ]( ) 'a :loop{})); //~ PRINTS: x {a} y{ b }z [i]() 'a :loop{}
    println!("{}", around!(x y)); //~ PRINTS: x :: y< x > (y)+ x
    println!("{}", stringify!({a+b ;c})); //~ PRINTS: {a+b;c}
    println!("{} {}", ty!(dyn Send + 'a), ty!(impl Fn(u8) -> u8 + Copy)); //~ PRINTS: dyn Send + 'a impl Fn(u8) -> u8 + Copy
}
