// A type that is a part of itself by way of an associated type: each is declared well, none has a size.

trait Links { type Next; }
struct Chain;
impl Links for Chain { type Next = Node<Chain>; }

struct Node<T: Links>(T::Next, String);  //~ ERROR E0391

fn main() {
    println!("{}", std::mem::size_of::<Node<Chain>>());
}
