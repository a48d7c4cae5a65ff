// Only for programs that say: i8 i16 u16 i128 u128 AtomicI8 AtomicI16 AtomicU16 as_millis as_micros as_nanos encode_utf16
// The integers that few programs name or reach. What they can do stands with what the others can, behind
// `#[cfg(std_file = "rare_integers")]`.
