// Of an import that may not be made one message is enough.
mod inner {
    fn hidden() {}
}

use inner::hidden; //~ ERROR E0603

fn main() {
    hidden();
}
