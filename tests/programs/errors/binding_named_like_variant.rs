// A name without its enum binds a variable, which then matches everything.
#[derive(Clone, Copy)]
enum Method {
    Get,
    Post,
}

fn is_get(method: &Method) -> bool {
    match method {
        Get => true, //~ ERROR E0170
    }
}

#[allow(bindings_with_variant_name)]
fn on_purpose(method: Method) -> bool {
    match method {
        Post => matches!(Post, Method::Post),
    }
}

fn main() {
    println!("{} {}", is_get(&Method::Get), on_purpose(Method::Post));
}
