# doctest: every tests/**/*_test.cpp, and the helpers in tests/support/. One binary; the web preset
# builds the same sources for node.

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/*_test.cpp"
     "${CMAKE_SOURCE_DIR}/tests/support/*.cpp")
add_library(unit_tests OBJECT "${CMAKE_SOURCE_DIR}/tests/main.cpp" ${test_sources})
target_link_libraries(unit_tests PRIVATE crabglass_app)
target_include_directories(unit_tests PRIVATE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(unit_tests PRIVATE
  DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
  CRABGLASS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")  # tests read tests/programs and lessons
# doctest's macros take long to optimise and gain nothing by it.
target_compile_options(unit_tests PRIVATE ${own_options} -O0 -g0)
# Of a template that both instantiate the linker takes the first it sees: so the optimised one.
add_executable(crabglass_tests ${fast_objects} $<TARGET_OBJECTS:crabglass_core> $<TARGET_OBJECTS:crabglass_ui>
               $<TARGET_OBJECTS:crabglass_app> $<TARGET_OBJECTS:unit_tests>)
target_link_libraries(crabglass_tests PRIVATE imgui headers md4c)

if(EMSCRIPTEN)
  target_link_libraries(crabglass_tests PRIVATE crabglass_std)
  foreach(target crabglass_tests crabglass course_text)
    target_link_options(${target} PRIVATE -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1
                        -sTOTAL_STACK=4MB -sEXIT_RUNTIME=1 -O1)
  endforeach()
else()
  enable_testing()
  add_test(NAME unit COMMAND crabglass_tests WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  add_test(NAME layers COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/tests/check_layers.py")
endif()
