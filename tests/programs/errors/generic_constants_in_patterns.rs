// A pattern compares with one value: not with what depends on a parameter.
trait Tagged {
    const TAG: u8;
}
struct One;
impl Tagged for One {
    const TAG: u8 = 1;
}
struct Wrap<T>(T);
impl<T> Wrap<T> {
    const SIZE: usize = 3;
    fn is_full(&self, n: usize) -> bool { matches!(n, Self::SIZE) }
}

fn by_trait<T: Tagged>(tag: u8) -> bool {
    match tag {
        T::TAG => true, //~ ERROR E0158
        _ => false,
    }
}

fn by_range<T: Tagged>(tag: u8) -> bool {
    matches!(tag, 0..=T::TAG) //~ ERROR E0158
}

fn by_parameter<const N: usize>(n: usize) -> bool {
    match n {
        N => true, //~ ERROR E0158
        _ => false,
    }
}

fn known(tag: u8) -> bool { matches!(tag, One::TAG) && Wrap(1).is_full(3) && matches!(3, Wrap::<u8>::SIZE) }

fn main() {
    println!("{} {} {} {}", by_trait::<One>(1), by_range::<One>(1), by_parameter::<1>(1), known(1));
}
