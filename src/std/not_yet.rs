// What Rust's std has, stable or met in use, and this subset does not: `owners: names`, an owner being a module or a
// type. A use of such a name is `Unsupported`, never a mistake of the program; a name that is in
// neither stays one. What gets built leaves the list.

const NAMES: &str = "
std: arch backtrace fs range
std::alloc: GlobalAlloc LayoutErr System
std::array: from_mut from_ref
std::ascii: AsciiExt
std::char: UNICODE_VERSION
std::collections::btree_set std::collections::hash_set: ExtractIf
std::env: ArgsOs JoinPathsError SplitPaths Vars VarsOs args_os consts current_dir current_exe home_dir join_paths remove_var set_current_dir set_var split_paths temp_dir vars_os
std::f32::consts std::f64::consts: EULER_GAMMA GOLDEN_RATIO
std::ffi: c_str os_str
std::hint: cold_path select_unpredictable
std::io: IoSlice IoSliceMut PipeReader PipeWriter WriterPanicked pipe
std::mem: MaybeDangling uninitialized
std::net: Incoming IntoIncoming Shutdown TcpListener TcpStream ToSocketAddrs UdpSocket
std::os: fd linux raw unix
std::path: Prefix PrefixComponent absolute
std::prelude: rust_2018
std::process: Child ChildStderr ChildStdin ChildStdout Command CommandArgs CommandEnvs ExitStatus Output Stdio
std::result: IntoIter Iter IterMut
std::slice: EscapeAscii
std::str: LinesAny
std::sync: ONCE_INIT
std::sync::atomic: ATOMIC_BOOL_INIT ATOMIC_I16_INIT ATOMIC_I32_INIT ATOMIC_I64_INIT ATOMIC_I8_INIT ATOMIC_ISIZE_INIT ATOMIC_U16_INIT ATOMIC_U32_INIT ATOMIC_U64_INIT ATOMIC_U8_INIT ATOMIC_USIZE_INIT
std::task: Ready
std::thread: park_timeout_ms
std::time: SystemTime SystemTimeError UNIX_EPOCH
char: MAX_LEN_UTF16 MAX_LEN_UTF8
f32 f64: to_int_unchecked
i8 i16 i32 i64 i128 isize: unchecked_neg
pointer: as_array as_mut_array byte_offset_from_unsigned
slice: assume_init_drop assume_init_mut assume_init_ref write_clone_of_slice write_copy_of_slice
str: lines_any slice_mut_unchecked slice_unchecked
std::alloc::Layout: dangling_ptr extend_packed repeat repeat_packed
std::array::IntoIter: as_mut_slice new
std::ffi::CStr: into_c_string
std::ffi::CString: from_vec_with_nul_unchecked into_boxed_c_str
std::ffi::OsStr: from_encoded_bytes_unchecked into_os_string
std::ffi::OsString: from_encoded_bytes_unchecked into_boxed_os_str into_encoded_bytes leak try_reserve try_reserve_exact
std::fmt::Formatter: flags
std::io::BufReader: capacity seek_relative
std::io::BufWriter: into_parts
std::io::Chain: get_mut get_ref into_inner
std::io::Error: downcast from_raw_os_error get_mut last_os_error
std::io::IntoInnerError: into_error into_parts
std::io::LineWriter: get_mut into_inner with_capacity
std::io::Take: get_mut get_ref set_limit
std::num::Saturating: from_be from_le is_power_of_two to_be to_le
std::num::Wrapping: reverse_bits
std::panic::Location: file_as_c_str
std::path::Component: Prefix
std::path::Path: as_mut_os_str canonicalize exists is_dir is_file is_symlink metadata read_dir read_link symlink_metadata try_exists with_added_extension
std::path::PathBuf: add_extension as_mut_os_string capacity leak reserve reserve_exact shrink_to shrink_to_fit try_reserve try_reserve_exact
std::ptr::NonNull: byte_offset_from_unsigned
std::rc::Rc std::sync::Arc: new_uninit_slice new_zeroed_slice
std::sync::Condvar: wait_timeout_ms
std::sync::Once: wait wait_force
std::sync::OnceLock: wait
std::sync::RwLockWriteGuard: downgrade
std::sync::Weak: weak_count
std::thread::Builder: spawn_unchecked
std::time::Duration: from_nanos_u128
";
