# libFuzzer's targets, one for each file of tests/fuzz.
file(GLOB fuzz_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp")
foreach(source ${fuzz_sources})
  get_filename_component(target "${source}" NAME_WE)
  add_executable(${target} "${source}")
  target_link_libraries(${target} PRIVATE crabglass_core)
  target_compile_options(${target} PRIVATE ${own_options})
  target_link_options(${target} PRIVATE -fsanitize=fuzzer)
endforeach()
