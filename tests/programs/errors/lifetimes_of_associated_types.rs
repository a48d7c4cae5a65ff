// In an associated type a lifetime is named, be it that of a reference or of a type with parameters.

struct Numbers {
    all: Vec<i32>,
}

impl IntoIterator for &Numbers {
    type Item = &i32; //~ ERROR lifetime
    type IntoIter = std::slice::Iter<i32>; //~ ERROR E0106
    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl<'a> IntoIterator for &'a mut Numbers {
    type Item = &'a mut i32;
    type IntoIter = std::slice::IterMut<'a, i32>;
    fn into_iter(self) -> Self::IntoIter {
        self.all.iter_mut()
    }
}

fn main() {}
