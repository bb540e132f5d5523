# SPDX-License-Identifier: MIT
# The list of all stages of building a book, so that a new one is one file and nothing else.

# saleskpi_collect_stages(<target>): for each src/book/stages/NAME.cpp that defines NAME_stage(), in
# the order of their names, writes
#   saleskpi_build_stage_declarations.inc   BuildStage NAME_stage();
#   saleskpi_build_stage_calls.inc          add(NAME_stage());
# into a folder of the build tree that the target's own sources can include from. The order in which
# the stages run follows from what each reads and makes.
function(saleskpi_collect_stages target)
    set(output_dir ${CMAKE_CURRENT_BINARY_DIR}/stages)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/book/stages/*.cpp)
    # Each stage names its functions as if it were alone.
    set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set(declarations "")
    set(calls "")
    foreach(source IN LISTS sources)
        get_filename_component(stage ${source} NAME_WE)
        file(STRINGS ${source} found REGEX "^BuildStage ${stage}_stage\\(\\)")
        if(found)
            string(APPEND declarations "BuildStage ${stage}_stage();\n")
            string(APPEND calls "add(${stage}_stage());\n")
        endif()
    endforeach()
    # Each is touched only if its content changed.
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_build_stage_declarations.inc
        CONTENT "${declarations}" @ONLY)
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_build_stage_calls.inc CONTENT "${calls}" @ONLY)
    target_include_directories(${target} PRIVATE ${output_dir})
endfunction()
