// Only for programs that say: unsafe extern
// Pointers to functions that are unsafe or called as C does, which stand in fn_ptr.rs with the others.
