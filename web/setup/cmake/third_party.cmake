# What others wrote: header-only libraries from the system, md4c and ImGui from .deps/.

# emcc does not look in /usr/include, and must not find glibc's headers there: the few libraries that
# consist of headers only are linked into a folder of their own.
set(headers "${CMAKE_BINARY_DIR}/headers")
file(MAKE_DIRECTORY "${headers}")
foreach(library doctest/doctest.h toml++/toml.h nlohmann/json.hpp)
  get_filename_component(folder "${library}" DIRECTORY)
  string(MAKE_C_IDENTIFIER "found_${folder}" found)
  find_path(${found} "${library}" PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
  if(NOT ${found})
    message(FATAL_ERROR "${library} is missing: run `python3 web/setup/setup.py --for tests`")
  endif()
  file(CREATE_LINK "${${found}}/${folder}" "${headers}/${folder}" SYMBOLIC)
endforeach()
add_library(headers INTERFACE)
target_include_directories(headers SYSTEM INTERFACE "${headers}" "${headers}/doctest")

foreach(needed imgui/imgui.h md4c/src/md4c.c)
  if(NOT EXISTS "${CRABGLASS_DEPS}/${needed}")
    message(FATAL_ERROR "${CRABGLASS_DEPS}/${needed} is missing: run `python3 web/setup/setup.py --for tests`")
  endif()
endforeach()

add_library(md4c STATIC "${CRABGLASS_DEPS}/md4c/src/md4c.c")
target_include_directories(md4c SYSTEM PUBLIC "${CRABGLASS_DEPS}/md4c/src")
target_compile_options(md4c PRIVATE -w)

set(imgui "${CRABGLASS_DEPS}/imgui")
add_library(imgui STATIC "${imgui}/imgui.cpp" "${imgui}/imgui_draw.cpp" "${imgui}/imgui_tables.cpp"
            "${imgui}/imgui_widgets.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui}" "${imgui}/backends")
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
                           IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_FILE_FUNCTIONS
                           IMGUI_DISABLE_WIN32_FUNCTIONS IMGUI_DISABLE_DEFAULT_FONT)
target_compile_options(imgui PRIVATE -w)
