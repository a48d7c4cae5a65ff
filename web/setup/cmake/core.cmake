# The core, the drawing layer and the command line tool. Folders may be empty: what is there is built.

set(core_folders base diag syntax expand sema mir lower borrowck memory borrows machine explore trace
    run scene lesson export)
set(core_sources)
foreach(folder ${core_folders})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp")
  list(APPEND core_sources ${sources})
endforeach()

# The standard library subset is Rust; its text is data in the program (src/run/std_source.h).
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB_RECURSE std_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/std/*.rs")
set(std_generated "${CMAKE_BINARY_DIR}/generated/std_source.cpp")
add_custom_command(
  OUTPUT "${std_generated}"
  COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/web/setup/cmake/embed_std.py"
          "${CMAKE_SOURCE_DIR}/src/std" "${std_generated}" ${std_sources}
  DEPENDS "${CMAKE_SOURCE_DIR}/web/setup/cmake/embed_std.py" ${std_sources}
  COMMENT "Embedding src/std" VERBATIM)

add_library(crabglass_core STATIC ${core_sources} "${std_generated}")
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

file(GLOB_RECURSE cli_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/cli/*.cpp")
add_executable(crabglass ${cli_sources})
target_link_libraries(crabglass PRIVATE crabglass_core)
target_compile_options(crabglass PRIVATE ${own_options})
if(EMSCRIPTEN)
  # The tool under node, for measuring: `node --no-experimental-fetch build/web/crabglass.js`.
  set_target_properties(crabglass PROPERTIES EXCLUDE_FROM_ALL ON OUTPUT_NAME crabglass_node)
endif()
