# What every target of ours is compiled with. Third-party headers come in as system headers and stay outside the warnings.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# One kind of position-independent code everywhere, so that executables can use the libraries' precompiled header.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_COMPILE_OPTIONS_PIE -fPIC)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

add_library(knockback_flags INTERFACE)
target_compile_options(knockback_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(knockback_flags INTERFACE -fpch-preprocess -Winvalid-pch)
  # g++ 12 sees these dangers in std::variant and QString code where there are none, more or fewer with every level of
  # optimization; the sanitizers look for the real ones.
  target_compile_options(knockback_flags INTERFACE -Wno-maybe-uninitialized -Wno-error=restrict -Wno-error=array-bounds
    -Wno-error=stringop-overflow)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang) # its -Wconversion is wider, and its -Wpedantic minds the rules' table
  target_compile_options(knockback_flags INTERFACE -Wno-sign-conversion -Wno-overlength-strings)
endif()
target_compile_definitions(knockback_flags INTERFACE
  QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH QT_NO_KEYWORDS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400
  KNOCKBACK_VERSION="${PROJECT_VERSION}")
target_include_directories(knockback_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_link_options(knockback_flags INTERFACE -Wl,--as-needed)

if(KNOCKBACK_SANITIZE)
  add_compile_options(-fsanitize=${KNOCKBACK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
  add_link_options(-fsanitize=${KNOCKBACK_SANITIZE})
endif()
