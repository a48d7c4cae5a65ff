# The core, the drawing layer and the command line tool. Folders may be empty: what is there is built.

set(core_folders base diag syntax expand sema mir lower borrowck memory borrows machine explore trace
    run scene lesson export)
set(core_sources)
foreach(folder ${core_folders})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp")
  list(APPEND core_sources ${sources})
endforeach()

# The standard library subset is Rust; its text is data in the program (src/run/std_source.h). The page
# downloads it once it is drawn (src/app/browser/std_text.h).
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB_RECURSE std_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/std/*.rs")
set(std_generated "${CMAKE_BINARY_DIR}/generated/std_source.cpp")
add_custom_command(
  OUTPUT "${std_generated}" "${CMAKE_BINARY_DIR}/generated/std.txt" "${CMAKE_BINARY_DIR}/generated/std_digest.h"
  COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/web/setup/cmake/embed_std.py"
          "${CMAKE_SOURCE_DIR}/src/std" "${std_generated}" ${std_sources}
  DEPENDS "${CMAKE_SOURCE_DIR}/web/setup/cmake/embed_std.py" ${std_sources}
  COMMENT "Embedding src/std" VERBATIM)

# In the page, what runs in every step is compiled for speed and the rest for size.
if(EMSCRIPTEN)
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz")
  set(fast_sources ${core_sources})
  list(FILTER fast_sources INCLUDE REGEX "/src/(memory|borrows|machine|explore|trace)/")
  list(REMOVE_ITEM core_sources ${fast_sources})
  add_library(crabglass_fast OBJECT ${fast_sources})
  target_include_directories(crabglass_fast PRIVATE "${CMAKE_SOURCE_DIR}/src")
  target_compile_options(crabglass_fast PRIVATE ${own_options} -O2)
  set_target_properties(crabglass_fast PROPERTIES UNITY_BUILD ${CRABGLASS_UNITY} UNITY_BUILD_BATCH_SIZE 24)
  set(fast_objects $<TARGET_OBJECTS:crabglass_fast>)
  add_library(crabglass_std STATIC "${std_generated}")
  target_include_directories(crabglass_std PRIVATE "${CMAKE_SOURCE_DIR}/src")
else()
  list(APPEND core_sources "${std_generated}")
endif()

add_library(crabglass_core STATIC ${core_sources} ${fast_objects})
target_include_directories(crabglass_core PUBLIC "${CMAKE_SOURCE_DIR}/src")
target_link_libraries(crabglass_core PUBLIC headers md4c)
target_compile_options(crabglass_core PRIVATE ${own_options})

file(GLOB_RECURSE ui_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/ui/*.cpp")
add_library(crabglass_ui STATIC ${ui_sources})
target_link_libraries(crabglass_ui PUBLIC crabglass_core imgui)
target_compile_options(crabglass_ui PRIVATE ${own_options})

# The page's model and commands; what needs a browser stands in src/app/browser (page.cmake).
file(GLOB app_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/app/*.cpp")
add_library(crabglass_app STATIC ${app_sources})
target_link_libraries(crabglass_app PUBLIC crabglass_ui crabglass_core)
target_compile_options(crabglass_app PRIVATE ${own_options})

file(GLOB cli_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/cli/*.cpp")
add_executable(crabglass ${cli_sources})
target_link_libraries(crabglass PRIVATE crabglass_core)
target_compile_options(crabglass PRIVATE ${own_options})
if(EMSCRIPTEN)
  # The tool under node, for measuring: `node --no-experimental-fetch build/web/crabglass.js`.
  set_target_properties(crabglass PROPERTIES EXCLUDE_FROM_ALL ON OUTPUT_NAME crabglass_node)
  target_link_libraries(crabglass PRIVATE crabglass_std)
  # What the site's build runs: without the engine it is linked in seconds.
  add_executable(course_text src/cli/course_text/main.cpp src/cli/course_text.cpp src/cli/files.cpp)
  target_link_libraries(course_text PRIVATE crabglass_core)
  target_compile_options(course_text PRIVATE ${own_options})
endif()

if(CRABGLASS_UNITY)
  set_target_properties(crabglass_core crabglass_ui crabglass_app crabglass PROPERTIES
                        UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 24)
  # It names all of `syntax`, whose names are those of the typed tree too.
  set_source_files_properties("${CMAKE_SOURCE_DIR}/src/sema/declaring_blocks.cpp" PROPERTIES
                              SKIP_UNITY_BUILD_INCLUSION ON)
endif()
