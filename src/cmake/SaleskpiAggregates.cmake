# SPDX-License-Identifier: MIT
# The lists of all families of aggregates and of all types of state, so that a new aggregate is one
# file and nothing else.

# saleskpi_collect_aggregates(<target>): of src/plan/aggregates writes
#   saleskpi_aggregate_headers.inc              #include "plan/aggregates/FILE.hpp"
#   saleskpi_aggregate_states.inc               STATE, STATE, ...
#   saleskpi_aggregate_family_declarations.inc  AggregateFamily FAMILY_family();
#   saleskpi_aggregate_family_calls.inc         add(FAMILY_family());
# into a folder of the build tree that the target's own sources can include from, and our tests of
# them: it is the global property saleskpi_aggregates_dir. A header belongs
# there that has a type of state, `inline constexpr bool is_state<STATE> = true`; a family is
# FAMILY_family() in FAMILY.cpp, or in FAMILY.hpp, inline and beside its state.
function(saleskpi_collect_aggregates target)
    set(output_dir ${CMAKE_CURRENT_BINARY_DIR}/aggregates)
    set(folder ${CMAKE_CURRENT_SOURCE_DIR}/plan/aggregates)
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    file(GLOB headers CONFIGURE_DEPENDS ${folder}/*.hpp)
    # Each family names its functions as if it were alone.
    set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set(includes "")
    set(states "")
    set(declarations "")
    set(calls "")
    foreach(file IN LISTS sources headers)
        get_filename_component(name ${file} NAME)
        get_filename_component(family ${file} NAME_WE)
        file(STRINGS ${file} found REGEX "^inline constexpr bool is_state<[A-Za-z]+> = true;")
        if(found)
            string(APPEND includes "#include \"plan/aggregates/${name}\"\n")
            string(REGEX REPLACE "^.*is_state<([A-Za-z]+)>.*$" "\\1" state "${found}")
            list(APPEND states ${state})
        endif()
        file(STRINGS ${file} found REGEX "^(inline )?AggregateFamily ${family}_family\\(\\)")
        if(found)
            if(name MATCHES "[.]cpp$")
                string(APPEND declarations "AggregateFamily ${family}_family();\n")
            endif()
            string(APPEND calls "add(${family}_family());\n")
        endif()
    endforeach()
    list(JOIN states ", " states)
    # Each is touched only if its content changed.
    foreach(list includes:headers states:states declarations:family_declarations
            calls:family_calls)
        string(REPLACE ":" ";" list ${list})
        list(GET list 0 content)
        list(GET list 1 file)
        file(CONFIGURE OUTPUT ${output_dir}/saleskpi_aggregate_${file}.inc
            CONTENT "${${content}}\n" @ONLY)
    endforeach()
    target_include_directories(${target} PRIVATE ${output_dir})
    set_property(GLOBAL PROPERTY saleskpi_aggregates_dir ${output_dir})
endfunction()
