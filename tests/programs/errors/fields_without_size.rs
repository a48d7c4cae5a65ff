// Only the last field of a struct may be of a size that is not known while compiling.
struct Last { length: usize, text: str }
struct First { text: [u8], length: usize } //~ ERROR E0277
struct Either<T: ?Sized> { value: T, length: usize } //~ ERROR E0277
enum Many { Text(str), None } //~ ERROR E0277
struct Fine<T: ?Sized> { length: usize, value: Box<T>, last: T }

fn main() {}
