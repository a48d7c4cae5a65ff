// A method's bound may be written with what the associated type is, where the trait names the type.
trait Each {
    type Item;
    type Of<U>: Each<Item = U>;

    fn each(self, f: impl FnMut(Self::Item));
    fn change<U>(self, f: impl FnMut(Self::Item) -> U) -> Self::Of<U>;
    fn count<F: Fn(&Self::Item) -> bool>(&self, f: F) -> usize
    where
        Self::Item: PartialEq;
}

impl<T> Each for Option<T> {
    type Item = T;
    type Of<U> = Option<U>;

    fn each(self, f: impl FnMut(T)) {
        self.into_iter().for_each(f);
    }
    fn change<U>(self, f: impl FnMut(T) -> U) -> Option<U> {
        self.map(f)
    }
    fn count<F: Fn(&T) -> bool>(&self, f: F) -> usize
    where
        T: PartialEq,
    {
        self.iter().filter(|item| f(item)).count()
    }
}

fn twice<E: Each>(each: E, f: impl Fn(E::Item) -> E::Item + Copy) -> <E::Of<E::Item> as Each>::Of<E::Item> {
    each.change(f).change(f)
}

fn main() {
    Some(1).each(|one| println!("{one}")); //~ PRINTS: 1
    println!("{:?} {}", twice(Some(3), |n| n * n), Some('a').count(|c| *c > 'b')); //~ PRINTS: Some(81) 0
}
