# A folder is a module and a target: these functions are the only way targets are made.

# An imported library for a package that ships no CMake file.
function(knockback_import name library include)
  add_library(knockback::${name} UNKNOWN IMPORTED)
  set_target_properties(knockback::${name} PROPERTIES
    IMPORTED_LOCATION ${library} INTERFACE_INCLUDE_DIRECTORIES ${include})
endfunction()

# One target that compiles a precompiled header which others reuse; they must have the same flags.
function(knockback_precompiled name)
  cmake_parse_arguments(arg "" "" "HEADERS;LIBRARIES;OPTIONS" ${ARGN})
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp "")
  add_library(${name} STATIC ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${name} PRIVATE knockback_flags ${arg_LIBRARIES})
  target_compile_options(${name} PRIVATE ${arg_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# knockback_module(<folder> [DEPENDS modules…] [PUBLIC libraries…] [PRIVATE libraries…])
# Every .cpp and .h of the folder belongs to the module; `lint` holds DEPENDS against the includes.
function(knockback_module name)
  cmake_parse_arguments(arg "" "PCH" "DEPENDS;PUBLIC;PRIVATE" ${ARGN})
  if(NOT arg_PCH)
    set(arg_PCH knockback_core_pch)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
  add_library(knockback_${name} STATIC ${sources})
  add_library(knockback::${name} ALIAS knockback_${name})
  set_target_properties(knockback_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(knockback_${name} PRIVATE knockback_flags)
  target_link_libraries(knockback_${name} PUBLIC Qt6::Core ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  foreach(dependency ${arg_DEPENDS})
    target_link_libraries(knockback_${name} PUBLIC knockback::${dependency})
  endforeach()
  target_precompile_headers(knockback_${name} REUSE_FROM ${arg_PCH})
endfunction()

# knockback_extension(<name> sources… LIBRARIES…) — knockback-<name>.so, which app/base/Extension.h loads on first use.
# What it has of our modules is its own copy and hidden.
function(knockback_extension name)
  cmake_parse_arguments(arg "" "" "LIBRARIES" ${ARGN})
  add_library(knockback_${name} MODULE ${arg_UNPARSED_ARGUMENTS})
  set_target_properties(knockback_${name} PROPERTIES PREFIX "" OUTPUT_NAME knockback-${name} AUTOMOC OFF
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  target_link_libraries(knockback_${name} PRIVATE knockback_flags ${arg_LIBRARIES})
  target_link_options(knockback_${name} PRIVATE LINKER:--exclude-libs,ALL)
  install(TARGETS knockback_${name} LIBRARY DESTINATION lib/knockback)
endfunction()

# A module of the window: the same, with the widgets' precompiled header.
function(knockback_ui_module name)
  knockback_module(ui_${name} PCH knockback_widgets_pch ${ARGN})
  target_link_libraries(knockback_ui_${name} PUBLIC Qt6::Widgets)
endfunction()

# knockback_test(<name> [FILES…] LIBRARIES… [LABELS…] [WIDGETS]) — one executable per tested folder, one ctest entry per case.
function(knockback_test name)
  cmake_parse_arguments(arg "WIDGETS" "TIMEOUT" "FILES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
  if(NOT arg_FILES)
    file(GLOB arg_FILES CONFIGURE_DEPENDS *.cpp *.h)
  endif()
  if(NOT arg_FILES)
    return()
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 60)
  endif()
  # An empty value would be dropped from the property list, and the next property's name taken for it.
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  add_executable(test_${name} ${arg_FILES})
  target_link_libraries(test_${name} PRIVATE knockback_flags knockback_test_support ${arg_LIBRARIES})
  set_target_properties(test_${name} PROPERTIES AUTOMOC OFF)
  # What is tested is optimized; optimizing the tests themselves would double the time of a build.
  target_compile_options(test_${name} PRIVATE -O0)
  target_compile_definitions(test_${name} PRIVATE KNOCKBACK_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    KNOCKBACK_BINARY_DIR="${CMAKE_BINARY_DIR}")
  if(arg_WIDGETS)
    target_link_libraries(test_${name} PRIVATE Qt6::Widgets Qt6::Test knockback_widgets_test_main)
    target_precompile_headers(test_${name} REUSE_FROM knockback_widgets_test_pch)
  else()
    target_link_libraries(test_${name} PRIVATE knockback_test_main)
    target_precompile_headers(test_${name} REUSE_FROM knockback_test_pch)
  endif()
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}: DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${arg_ENVIRONMENT}")
endfunction()

# Links a library into the programs themselves where the system has it in that form: nothing else in the process needs
# it, and the dynamic linker would take longer to find its symbols than a call to use them.
function(knockback_embed target property name)
  find_library(KNOCKBACK_STATIC_${name} NAMES lib${name}.a)
  mark_as_advanced(KNOCKBACK_STATIC_${name})
  if(KNOCKBACK_STATIC_${name})
    set_property(TARGET ${target} PROPERTY ${property} ${KNOCKBACK_STATIC_${name}})
  endif()
endfunction()

# Names the libraries in which most symbols are found first: before main() the dynamic linker looks each of 10,000
# symbols up in the libraries in this order, which takes longer than anything else that a short command does. Only what
# libcurl and Qt Core of this system bring along anyway is named.
function(knockback_link_order target)
  if(KNOCKBACK_SANITIZE) # its library has to be the first
    return()
  endif()
  get_target_property(curl CURL::libcurl LOCATION)
  get_target_property(core Qt6::Core LOCATION)
  execute_process(COMMAND ldd ${curl} ${core} OUTPUT_VARIABLE loaded ERROR_QUIET)
  set(order)
  foreach(library c crypto "stdc\\+\\+" icuuc nettle gnutls unistring ldap hogweed ssl lber gmp)
    if(loaded MATCHES "=> (/[^ ]*/lib${library}[-.0-9]*\\.so[.0-9]*)")
      list(APPEND order ${CMAKE_MATCH_1})
    endif()
  endforeach()
  target_link_options(${target} PRIVATE LINKER:--push-state,--no-as-needed ${order} ${curl} ${core} LINKER:--pop-state)
endfunction()
