# SPDX-License-Identifier: MIT
# The list of all families of steps, so that a new family is one file and nothing else.

# saleskpi_collect_steps(<target>): for each src/plan/steps/FAMILY.cpp that defines FAMILY_family(),
# in the order of their names, writes
#   saleskpi_step_family_declarations.inc   StepFamily FAMILY_family();
#   saleskpi_step_family_calls.inc          add(FAMILY_family());
# into a folder of the build tree that the target's own sources can include from.
function(saleskpi_collect_steps target)
    set(output_dir ${CMAKE_CURRENT_BINARY_DIR}/steps)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/plan/steps/*.cpp)
    # Each family names its functions as if it were alone.
    set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set(declarations "")
    set(calls "")
    foreach(source IN LISTS sources)
        get_filename_component(family ${source} NAME_WE)
        file(STRINGS ${source} found REGEX "^StepFamily ${family}_family\\(\\)")
        if(found)
            string(APPEND declarations "StepFamily ${family}_family();\n")
            string(APPEND calls "add(${family}_family());\n")
        endif()
    endforeach()
    # Each is touched only if its content changed.
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_step_family_declarations.inc
        CONTENT "${declarations}" @ONLY)
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_step_family_calls.inc CONTENT "${calls}" @ONLY)
    target_include_directories(${target} PRIVATE ${output_dir})
endfunction()
