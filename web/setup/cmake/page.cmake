# The program of the page: src/app/browser on the page's model, SDL2 and WebGL 2.

# A window, a canvas and input is all that the page needs of SDL2; ImGui's backend names joysticks too.
# SDL's own build asks Emscripten hundreds of questions first, whose answers stand in its
# SDL_config_emscripten.h.
set(sdl "${CRABGLASS_DEPS}/sdl2")
if(NOT EXISTS "${sdl}/include/SDL.h")
  message(FATAL_ERROR "${sdl} is missing: run `python3 web/setup/setup.py --for site`")
endif()
foreach(part . atomic cpuinfo events file filesystem/emscripten joystick joystick/dummy joystick/emscripten libm
        loadso/dummy locale locale/emscripten misc misc/emscripten power power/emscripten render sensor sensor/dummy
        stdlib thread thread/generic timer timer/unix video video/dummy video/emscripten video/yuv2rgb)
  file(GLOB part_sources "${sdl}/src/${part}/*.c")
  list(APPEND sdl_sources ${part_sources})
endforeach()
add_library(sdl2 STATIC ${sdl_sources})
target_include_directories(sdl2 SYSTEM PUBLIC "${sdl}/include")
target_compile_definitions(sdl2 PRIVATE SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_LOADSO_DISABLED=1
                           SDL_RENDER_DISABLED=1 SDL_SENSOR_DISABLED=1 SDL_LEAN_AND_MEAN=1)
target_compile_options(sdl2 PRIVATE -w -Oz)

add_library(imgui_backend STATIC "${imgui}/backends/imgui_impl_sdl2.cpp"
            "${imgui}/backends/imgui_impl_opengl3.cpp")
target_link_libraries(imgui_backend PUBLIC imgui sdl2)
# The SDL backend includes only <emscripten/em_js.h>, which in Emscripten 3.1.6 does not define what
# EM_JS expands to.
target_compile_options(imgui_backend PRIVATE -w "SHELL:-include emscripten/emscripten.h")
target_compile_definitions(imgui_backend PRIVATE IMGUI_IMPL_OPENGL_ES3)

file(GLOB_RECURSE browser_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/app/browser/*.cpp")
add_executable(crabglass_page ${browser_sources})
set_target_properties(crabglass_page PROPERTIES OUTPUT_NAME crabglass
                      RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/page")
target_link_libraries(crabglass_page PRIVATE crabglass_app imgui_backend)
target_include_directories(crabglass_page PRIVATE "${CMAKE_BINARY_DIR}/generated")
add_dependencies(crabglass_page crabglass_std)
target_compile_options(crabglass_page PRIVATE ${own_options})
# Linked to .js, not .html: Debian's emcc fails when it minifies HTML, and the page is our own anyway.
# Closure needs MODULARIZE, or its one-letter globals collide with the page's.
# Names of functions are kept for split_engine.py, which drops them.
target_link_options(crabglass_page PRIVATE -Oz --profiling-funcs -Wl,--no-demangle --closure 1 -sMODULARIZE=1
  -sEXPORT_NAME=createCrabglass -sENVIRONMENT=web -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
  -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=100663296 -sTOTAL_STACK=4MB
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
# Debian's emcc finds its own node modules (acorn) only by NODE_PATH. An Emscripten that brings its own
# Closure uses that; others take the one release that fits 3.1.6.
set(tools "NODE_PATH=/usr/share/nodejs")
if(NOT EXISTS "${EMSCRIPTEN_ROOT_PATH}/node_modules/google-closure-compiler")
  list(APPEND tools "EM_CLOSURE_COMPILER=${CMAKE_SOURCE_DIR}/web/node_modules/.bin/google-closure-compiler")
endif()
set_target_properties(crabglass_page PROPERTIES CXX_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;${tools}")

set(binaryen "${EMSCRIPTEN_ROOT_PATH}/../bin")   # of emsdk; Debian's is on PATH
add_custom_command(TARGET crabglass_page POST_BUILD
  COMMAND "${CMAKE_COMMAND}" -E env "PATH=$ENV{PATH}:${binaryen}" "${Python3_EXECUTABLE}"
          "${CMAKE_SOURCE_DIR}/web/setup/cmake/split_engine.py"
          "${CMAKE_BINARY_DIR}/page/crabglass.wasm" "${CMAKE_BINARY_DIR}/page/engine.wasm"
  COMMENT "Splitting off the engine" VERBATIM)
